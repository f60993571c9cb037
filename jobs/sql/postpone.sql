-- An attempt has failed, and the job is tried again.
UPDATE scrape_jobs
SET state = 'delayed', run_at = now() + make_interval(secs => %(wait)s), error_code = %(error_code)s,
    error_message = %(error_message)s, attempt = attempt - CASE WHEN %(costs_attempt)s THEN 0 ELSE 1 END,
    rate_limits = rate_limits + CASE WHEN %(is_rate_limit)s THEN 1 ELSE 0 END
WHERE job_id = %(job_id)s
RETURNING *
