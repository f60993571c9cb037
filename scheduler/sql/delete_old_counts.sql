DELETE FROM request_counts
WHERE (asker, since) IN (
    SELECT asker, since FROM request_counts
    WHERE since < now() - make_interval(days => %(days)s)
    ORDER BY since
    LIMIT %(size)s
    FOR UPDATE SKIP LOCKED
)
