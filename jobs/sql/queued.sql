SELECT *
FROM scrape_jobs
WHERE state IN ('waiting', 'delayed')
ORDER BY state = 'delayed', priority DESC, run_at, job_id
LIMIT %(limit)s
