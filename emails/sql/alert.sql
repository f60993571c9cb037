SELECT alerts.*, coalesce(products.name, alerts.strain) AS about
FROM alerts
LEFT JOIN products ON products.id = alerts.product_id
WHERE alerts.id = %(id)s
