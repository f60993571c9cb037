-- Confirmed alerts on products whose prices or stock a job has changed, and that a visitor can see.
WITH changed AS (
    SELECT DISTINCT product_id FROM price_history WHERE job_id = %(job_id)s
),
wanted AS (
    SELECT alerts.id, changed.product_id
    FROM changed
    JOIN alerts ON alerts.product_id = changed.product_id
    UNION
    SELECT alerts.id, changed.product_id
    FROM changed
    JOIN products ON products.id = changed.product_id
    JOIN alerts ON lower(alerts.strain) = lower(products.strain_name)
)
SELECT alerts.id AS alert_id, alerts.email, alerts.kinds, coalesce(alerts.threshold, 5) AS threshold,
    wanted.product_id, offer.name, offer.seller_name, offer.affiliate_url AS url
FROM wanted
JOIN alerts USING (id)
CROSS JOIN LATERAL (
    SELECT left(name, 200) AS name, seller_name, affiliate_url FROM offers WHERE offers.product_id = wanted.product_id LIMIT 1
) AS offer
WHERE alerts.confirmed_at IS NOT NULL AND alerts.unsubscribed_at IS NULL
ORDER BY alerts.id, wanted.product_id
