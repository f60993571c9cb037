WITH noted AS (
    UPDATE scrape_jobs
    SET pid = %(pid)s
    WHERE job_id = %(job_id)s AND run = %(run)s AND state = 'active'
)
UPDATE scrape_attempts
SET pid = %(pid)s, log = %(log)s
WHERE job_id = %(job_id)s AND run = %(run)s
RETURNING finished_at IS NULL AS is_open
