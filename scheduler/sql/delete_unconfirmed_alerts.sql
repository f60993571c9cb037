DELETE FROM alerts
WHERE id IN (
    SELECT id FROM alerts
    WHERE confirmed_at IS NULL AND created_at < now() - make_interval(days => %(days)s)
    LIMIT %(size)s
    FOR UPDATE SKIP LOCKED
)
