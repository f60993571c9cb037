SELECT slug, is_active, is_paused, make_interval(hours => crawl_interval_hours) AS interval, last_crawled_at,
    (
        SELECT max(finished_at) FROM scrape_jobs
        WHERE seller = slug AND state = 'cancelled' AND trigger = 'schedule'
            AND created_at > now() - make_interval(hours => 2 * crawl_interval_hours)
    ) AS last_dropped_at,
    EXISTS (
        SELECT 1 FROM scrape_jobs WHERE seller = slug AND state IN ('waiting', 'delayed', 'active')
    ) AS has_job
FROM sellers
WHERE slug = ANY(%(slugs)s)
