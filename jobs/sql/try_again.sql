-- It is not among the finished ones any more, so that it can end once more.
WITH again AS (
    UPDATE scrape_jobs
    SET state = 'waiting', run_at = now(), finished_at = NULL, max_attempts = attempt + 1, trigger = 'retry',
        duplicate = true, cancel_requested = false
    WHERE job_id = %(job_id)s
    RETURNING *
),
counted AS (
    UPDATE job_totals SET removed = removed + 1 FROM again WHERE job_totals.seller = again.seller AND outcome = 'failed'
)
SELECT * FROM again
