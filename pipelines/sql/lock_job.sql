-- Begins every transaction of a crawl that stores: a process that was overtaken finds no row here,
-- and one that is stopped in the middle does not hold its locks for long.
SET LOCAL idle_in_transaction_session_timeout = '30s';
SELECT attempts.started_at
FROM scrape_jobs AS jobs
JOIN scrape_attempts AS attempts ON attempts.job_id = jobs.job_id AND attempts.run = jobs.run
WHERE jobs.job_id = %(job_id)s AND jobs.run = %(run)s AND jobs.state = 'active'
FOR UPDATE OF jobs
