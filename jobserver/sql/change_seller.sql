UPDATE sellers
SET is_paused = coalesce(%(is_paused)s, is_paused),
    is_active = coalesce(%(is_active)s, is_active),
    crawl_interval_hours = coalesce(%(interval)s, crawl_interval_hours)
WHERE slug = %(slug)s
RETURNING slug
