DELETE FROM emails
WHERE id IN (
    SELECT id FROM emails
    WHERE state = 'sent' AND sent_at < now() - make_interval(days => %(days)s)
    ORDER BY sent_at
    LIMIT %(size)s
    FOR UPDATE SKIP LOCKED
)
