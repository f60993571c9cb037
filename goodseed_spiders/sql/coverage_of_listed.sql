SELECT
    count(*) AS listed,
    count(*) FILTER (WHERE display_price IS NOT NULL OR stock_status IN ('out_of_stock', 'backorder')) AS price,
    count(*) FILTER (WHERE num_nonnulls(thc_min, thc_max, thc_text) > 0) AS thc,
    count(cannabis_type) AS type
FROM products
WHERE seller = %(seller)s AND delisted_at IS NULL
