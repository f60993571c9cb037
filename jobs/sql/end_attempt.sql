-- The present attempt has ended, with the counters that its job has; how long it took. Nothing for a job that is queued.
UPDATE scrape_attempts AS attempts
SET finished_at = now(), outcome = %(outcome)s, error_code = %(error_code)s, error_message = %(error_message)s,
    pages_done = jobs.pages_done, products_seen = jobs.products_seen, created = jobs.created, updated = jobs.updated,
    unchanged = jobs.unchanged, rejected = jobs.rejected, left_out = jobs.left_out, held = jobs.held,
    errors = jobs.errors
FROM scrape_jobs AS jobs
WHERE jobs.job_id = %(job_id)s AND attempts.job_id = jobs.job_id AND attempts.run = jobs.run
    AND attempts.finished_at IS NULL
RETURNING extract(epoch FROM now() - jobs.started_at) AS seconds
