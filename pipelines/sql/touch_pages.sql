-- Pages that are as they were: their products are seen. How many of them this run had not seen yet.
WITH same AS (
    UPDATE pages
    SET seen_at = now()
    WHERE seller = %(seller)s AND url = ANY(%(urls)s)
    RETURNING product_keys
),
touched AS (
    UPDATE products
    SET last_seen_at = now()
    WHERE seller = %(seller)s
        AND url_key IN (SELECT unnest(product_keys) FROM same)
        AND delisted_at IS NULL
        AND last_seen_at < %(started_at)s
    RETURNING id
)
SELECT count(*) FROM touched
