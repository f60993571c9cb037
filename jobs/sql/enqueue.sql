INSERT INTO scrape_jobs (job_id, seller, state, trigger, priority, run_at, max_attempts, args, settings, duplicate)
SELECT %(job_id)s, slug, CASE WHEN %(delay)s > interval '0' THEN 'delayed' ELSE 'waiting' END, %(trigger)s,
    %(priority)s, now() + %(delay)s, %(max_attempts)s, %(args)s, %(settings)s, %(duplicate)s
FROM sellers
WHERE slug = %(seller)s
    AND (
        %(duplicate)s
        OR NOT EXISTS (
            SELECT 1 FROM scrape_jobs WHERE seller = %(seller)s AND state IN ('waiting', 'delayed', 'active')
        )
    )
ON CONFLICT DO NOTHING
RETURNING *
