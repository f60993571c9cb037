-- Mails whose senders died too often: their readers may have them already.
UPDATE emails
SET state = 'failed', lapses = lapses + 1,
    error = 'its sender died ' || lapses + 1 || ' times while sending it: it may have arrived, and is not sent again'
WHERE id IN (
    SELECT id FROM emails
    WHERE state = 'sending' AND run_at <= now() AND lapses >= %(max_lapses)s
    FOR UPDATE SKIP LOCKED
)
