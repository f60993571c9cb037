-- run_at of a mail that is being sent is the end of its lease, which also tells its claims apart.
UPDATE emails
SET state = 'sending', attempts = attempts + 1, lapses = lapses + CASE WHEN state = 'sending' THEN 1 ELSE 0 END,
    run_at = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE id = (
    SELECT id FROM emails
    WHERE state IN ('queued', 'sending') AND run_at <= now()
        AND (state = 'queued' OR lapses < %(max_lapses)s)
    ORDER BY run_at
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
RETURNING id, type, recipient, data, dedupe_key, attempts, run_at
