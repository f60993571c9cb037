UPDATE products SET last_seen_at = now() WHERE id = ANY(%(ids)s)
