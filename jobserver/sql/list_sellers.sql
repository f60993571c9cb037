SELECT
    sellers.slug, sellers.name, sellers.homepage_url, sellers.platform, sellers.currency,
    sellers.is_active, sellers.is_paused, sellers.crawl_interval_hours, sellers.last_crawled_at, sellers.last_status,
    (SELECT max(sources.max_page) FROM scraping_sources AS sources WHERE sources.seller = sellers.slug) AS max_pages,
    (
        SELECT count(*) FROM products WHERE products.seller = sellers.slug AND products.delisted_at IS NULL
    ) AS products
FROM sellers
WHERE %(slug)s::text IS NULL OR sellers.slug = %(slug)s
ORDER BY sellers.slug
