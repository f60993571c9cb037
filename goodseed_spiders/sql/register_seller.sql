INSERT INTO sellers (slug, name, homepage_url, platform, currency, declared_sources)
VALUES (%(slug)s, %(name)s, %(homepage_url)s, %(platform)s, %(currency)s, %(declared_sources)s)
ON CONFLICT (slug) DO UPDATE SET homepage_url = excluded.homepage_url, declared_sources = excluded.declared_sources
WHERE sellers.homepage_url <> excluded.homepage_url
    OR sellers.declared_sources IS DISTINCT FROM excluded.declared_sources
RETURNING slug
