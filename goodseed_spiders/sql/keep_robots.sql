INSERT INTO robots_files (shop, body) VALUES (%(authority)s, %(body)s)
ON CONFLICT (shop) DO UPDATE SET body = excluded.body, fetched_at = now()
