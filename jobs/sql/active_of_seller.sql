SELECT job_id, run, seller, node, pid, coalesce(heartbeat_at, started_at) < now() - interval '2 minutes' AS is_silent
FROM scrape_jobs
WHERE seller = %(seller)s AND state = 'active'
FOR UPDATE
