-- Completed and cancelled jobs of a seller, up to one of them.
SELECT job_id
FROM scrape_jobs
WHERE seller = %(seller)s
    AND state IN ('completed', 'cancelled')
    AND (created_at, job_id) <= (%(created_at)s, %(job_id)s)
LIMIT %(size)s
FOR UPDATE SKIP LOCKED
