SELECT CASE WHEN %(product_id)s::bigint IS NULL THEN strain_name ELSE name END
FROM products
WHERE id = %(product_id)s::bigint OR lower(strain_name) = lower(%(strain)s::text)
ORDER BY delisted_at NULLS FIRST
LIMIT 1
