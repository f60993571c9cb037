SELECT count(*) FILTER (WHERE delisted_at >= %(started_at)s) AS delisted,
    coalesce((array_agg(left(name, 200) ORDER BY id) FILTER (WHERE first_seen_at >= %(started_at)s))[1:8], '{}') AS new_products
FROM products
WHERE seller = %(seller)s
