WITH taken AS (
    UPDATE scrape_jobs
    SET pid = %(pid)s, heartbeat_at = now()
    WHERE job_id = %(job_id)s AND run = %(run)s AND state = 'active'
    RETURNING *
),
noted AS (
    UPDATE scrape_attempts SET pid = %(pid)s WHERE job_id = %(job_id)s AND run = (SELECT run FROM taken)
)
SELECT * FROM taken
