-- Products that were there within the last week, by their pages: after that a page without its product is believed.
SELECT count(*)
FROM products
WHERE seller = %(seller)s
    AND url_key = ANY(%(keys)s)
    AND delisted_at IS NULL
    AND last_seen_at > now() - interval '7 days'
