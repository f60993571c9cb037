-- Active jobs, of all nodes or of one seller, that are not heard of, get nowhere, or take too long; and which of it.
SELECT jobs.*,
    CASE
        WHEN heartbeat_at < now() - make_interval(secs => %(silent_seconds)s)
            THEN 'no sign of life for ' || to_char(now() - heartbeat_at, 'HH24:MI:SS')
        WHEN page_at < now() - make_interval(secs => %(idle_minutes)s * 60)
            THEN 'no page finished for ' || to_char(now() - page_at, 'HH24:MI:SS')
        ELSE 'active for ' || to_char(now() - started_at, 'HH24:MI:SS')
    END AS reason
FROM scrape_jobs AS jobs
JOIN sellers ON sellers.slug = jobs.seller
WHERE jobs.state = 'active'
    AND (%(seller)s::text IS NULL OR jobs.seller = %(seller)s)
    AND (
        heartbeat_at < now() - make_interval(secs => %(silent_seconds)s)
        OR page_at < now() - make_interval(secs => %(idle_minutes)s * 60)
        OR started_at < now() - make_interval(secs => coalesce(sellers.max_minutes, %(max_minutes)s) * 60)
    )
FOR UPDATE OF jobs SKIP LOCKED
