SELECT held.id
FROM held
JOIN products ON products.id = held.product_id
WHERE held.state = 'held'
    AND products.delisted_at IS NULL
    AND (%(seller)s::text IS NULL OR products.seller = %(seller)s)
ORDER BY held.held_at, held.id
