SELECT
    products.url_key,
    products.id,
    products.content_hash,
    products.last_seen_at >= %(started_at)s AS is_seen,
    products.delisted_at IS NOT NULL AS is_delisted,
    held.state AS held_state,
    held.held_at,
    held.read -> 'packs' AS held_packs
FROM products
LEFT JOIN held ON held.product_id = products.id
WHERE products.seller = %(seller)s AND products.url_key = ANY(%(keys)s)
