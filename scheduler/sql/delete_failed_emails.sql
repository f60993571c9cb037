DELETE FROM emails
WHERE id IN (
    SELECT id FROM emails
    WHERE state = 'failed' AND created_at < now() - make_interval(days => %(days)s)
    LIMIT %(size)s
    FOR UPDATE SKIP LOCKED
)
