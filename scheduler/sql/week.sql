-- The largest falls of prices of a week that a visitor can still see, and what came of alerts.
WITH span AS (
    SELECT %(since)s::date::timestamp AT TIME ZONE 'UTC' AS since, %(until)s::date::timestamp AT TIME ZONE 'UTC' AS until
),
falls AS (
    SELECT DISTINCT ON (product_id)
        left(name, 200) AS name, url, seeds, before::text, after::text, currency, seller_name,
        (before - after) / before AS share
    FROM span
    JOIN price_moves ON observed_at >= since AND observed_at < until
    JOIN offers USING (product_id, seeds, variant, currency)
    WHERE after < before AND after = offers.price AND offers.stock_status IN ('in_stock', 'limited')
    ORDER BY product_id, share DESC
),
largest AS (
    SELECT name, url, seeds, before, after, currency, seller_name FROM falls ORDER BY share DESC LIMIT 10
)
SELECT (SELECT coalesce(json_agg(largest), '[]') FROM largest) AS moves,
    (SELECT count(*) FROM alerts WHERE confirmed_at IS NOT NULL AND unsubscribed_at IS NULL) AS alerts,
    (
        SELECT count(*) FROM emails, span
        WHERE type IN ('PRICE_DROP', 'BACK_IN_STOCK') AND state = 'sent' AND sent_at >= since AND sent_at < until
    ) AS alert_mails
