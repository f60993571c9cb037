-- The same wish of the same person, not stopped.
SELECT alerts.*, coalesce(products.name, alerts.strain) AS about
FROM alerts
LEFT JOIN products ON products.id = alerts.product_id
WHERE lower(alerts.email) = lower(%(email)s)
    AND alerts.product_id IS NOT DISTINCT FROM %(product_id)s::bigint
    AND lower(alerts.strain) IS NOT DISTINCT FROM lower(%(strain)s::text)
    AND alerts.kinds = %(kinds)s::text[]
    AND alerts.threshold = %(threshold)s
    AND alerts.unsubscribed_at IS NULL
ORDER BY alerts.confirmed_at NULLS LAST, alerts.id
LIMIT 1
