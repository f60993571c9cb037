-- With their attempts, of which the logs are told.
WITH gone AS (
    DELETE FROM scrape_jobs WHERE job_id = ANY(%(jobs)s)
)
SELECT log FROM scrape_attempts WHERE job_id = ANY(%(jobs)s) AND log IS NOT NULL
