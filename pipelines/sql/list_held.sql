SELECT
    held.id, products.seller, products.name, products.url, held.state, held.reason, held.moved::float AS moved,
    held.held_at, held.job_id, held.stored, held.read
FROM held
JOIN products ON products.id = held.product_id
WHERE held.state = %(state)s
    AND products.delisted_at IS NULL
    AND (%(seller)s::text IS NULL OR products.seller = %(seller)s)
ORDER BY held.held_at, held.id
