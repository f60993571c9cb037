SELECT url_key, id, content_hash, last_seen_at >= %(started_at)s AS is_seen
FROM products
WHERE seller = %(seller)s AND url_key = ANY(%(keys)s)
