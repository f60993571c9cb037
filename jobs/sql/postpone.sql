-- An attempt has failed, and the job is tried again.
WITH postponed AS (
    UPDATE scrape_jobs
    SET state = 'delayed', run_at = now() + make_interval(secs => %(wait)s), error_code = %(error_code)s,
        error_message = %(error_message)s, attempt = attempt - CASE WHEN %(costs_attempt)s THEN 0 ELSE 1 END,
        rate_limits = rate_limits + CASE WHEN %(is_rate_limit)s THEN 1 ELSE 0 END
    WHERE job_id = %(job_id)s
    RETURNING *
),
attempt AS (
    UPDATE scrape_attempts AS attempts
    SET finished_at = now(), outcome = 'failed', error_code = %(error_code)s, error_message = %(error_message)s,
        pages_done = postponed.pages_done, products_seen = postponed.products_seen, created = postponed.created,
        updated = postponed.updated, unchanged = postponed.unchanged, rejected = postponed.rejected,
        left_out = postponed.left_out, errors = postponed.errors
    FROM postponed
    WHERE attempts.job_id = postponed.job_id AND attempts.run = postponed.run
)
SELECT * FROM postponed
