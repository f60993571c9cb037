INSERT INTO scrape_attempts (job_id, run, attempt, node, pid, started_at)
SELECT job_id, run, attempt, node, pid, now() FROM scrape_jobs WHERE job_id = %(job_id)s
