SELECT job_id, state, pages_done, pages_total, created, updated, unchanged, rejected,
    extract(epoch FROM coalesce(finished_at, now()) - started_at) AS seconds
FROM scrape_jobs
WHERE seller = 'demo'
ORDER BY created_at DESC
LIMIT 1
