-- Finished jobs of a state, those that were made first.
SELECT job_id
FROM scrape_jobs
WHERE state = %(state)s
    AND created_at < now() - make_interval(days => %(days)s)
    AND finished_at < now() - make_interval(days => %(days)s)
ORDER BY created_at, job_id
LIMIT %(size)s
FOR UPDATE SKIP LOCKED
