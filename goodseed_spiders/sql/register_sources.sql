DELETE FROM scraping_sources WHERE seller = %(slug)s;
INSERT INTO scraping_sources (seller, url, name, max_page, browser)
SELECT %(slug)s, declared.url, declared.name, declared.max_page, declared.browser
FROM unnest(%(urls)s::text[], %(names)s::text[], %(max_pages)s::integer[], %(browsers)s::boolean[])
AS declared (url, name, max_page, browser)
