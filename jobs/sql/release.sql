-- A process or its server was stopped in good order: the job waits again, in its old place.
WITH released AS (
    UPDATE scrape_jobs
    SET state = 'waiting', attempt = attempt - 1
    WHERE job_id = %(job_id)s AND run = %(run)s
    RETURNING *
),
attempt AS (
    UPDATE scrape_attempts AS attempts
    SET finished_at = now(), outcome = 'released', pages_done = released.pages_done,
        products_seen = released.products_seen, created = released.created, updated = released.updated,
        unchanged = released.unchanged, rejected = released.rejected, left_out = released.left_out,
        errors = released.errors
    FROM released
    WHERE attempts.job_id = released.job_id AND attempts.run = released.run
)
SELECT * FROM released
