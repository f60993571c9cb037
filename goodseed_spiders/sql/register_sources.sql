DELETE FROM scraping_sources WHERE seller = %(slug)s;
INSERT INTO scraping_sources (seller, url, name)
SELECT %(slug)s, declared.url, declared.name
FROM unnest(%(urls)s::text[], %(names)s::text[]) AS declared (url, name)
