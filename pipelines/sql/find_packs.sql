SELECT product_id, seeds, variant, price, regular_price, currency, price_per_seed, stock_status
FROM packs
WHERE product_id = ANY(%(products)s)
ORDER BY product_id, seeds, variant, currency
