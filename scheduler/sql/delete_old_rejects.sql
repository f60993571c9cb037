DELETE FROM rejects
WHERE id IN (
    SELECT id FROM rejects
    WHERE rejected_at < now() - make_interval(days => %(days)s)
    ORDER BY rejected_at
    LIMIT %(size)s
    FOR UPDATE SKIP LOCKED
)
