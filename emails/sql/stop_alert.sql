WITH stopped AS (
    UPDATE alerts SET unsubscribed_at = now() WHERE id = %(id)s AND unsubscribed_at IS NULL
)
DELETE FROM emails
-- One that is being sent may arrive; should it not, it is not tried again.
WHERE state IN ('queued', 'sending') AND type IN ('PRICE_DROP', 'BACK_IN_STOCK') AND (data ->> 'alert_id')::bigint = %(id)s
