INSERT INTO sellers (slug, name, homepage_url, platform, currency)
VALUES (%(slug)s, %(name)s, %(homepage_url)s, %(platform)s, %(currency)s)
ON CONFLICT (slug) DO UPDATE SET homepage_url = excluded.homepage_url
WHERE sellers.homepage_url <> excluded.homepage_url
RETURNING slug
