SELECT created + updated > 0 OR EXISTS (SELECT 1 FROM price_history WHERE price_history.job_id = scrape_jobs.job_id)
FROM scrape_jobs
WHERE job_id = %(job_id)s
