SELECT *
FROM scrape_jobs
WHERE node = %(node)s AND state = 'active'
    AND heartbeat_at < now() - make_interval(secs => %(quiet_seconds)s)
FOR UPDATE SKIP LOCKED
