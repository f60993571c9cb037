-- A crawl that the schedule has planned, and nobody has begun, is not needed once somebody asks for one.
DELETE FROM scrape_jobs
WHERE job_id = %(job_id)s AND trigger = 'schedule' AND state IN ('waiting', 'delayed')
    AND NOT EXISTS (SELECT 1 FROM scrape_attempts AS attempts WHERE attempts.job_id = scrape_jobs.job_id)
