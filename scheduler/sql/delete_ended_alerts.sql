-- Whoever has not said yes, or has said that it is enough, is forgotten.
DELETE FROM alerts
WHERE id IN (
    SELECT id FROM alerts
    WHERE (confirmed_at IS NULL AND created_at < now() - make_interval(days => %(days)s))
        OR unsubscribed_at < now() - make_interval(days => %(days)s)
    LIMIT %(size)s
    FOR UPDATE SKIP LOCKED
)
