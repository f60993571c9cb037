-- What was delayed and is due waits from now on.
UPDATE scrape_jobs
SET state = 'waiting'
WHERE job_id IN (
    SELECT job_id
    FROM scrape_jobs
    WHERE state = 'delayed' AND run_at <= statement_timestamp()
    ORDER BY run_at
    LIMIT 1000
    FOR UPDATE SKIP LOCKED
)
