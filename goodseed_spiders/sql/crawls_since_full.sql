SELECT crawls_since_full, EXISTS (SELECT FROM pages WHERE seller = slug) AS has_pages
FROM sellers
WHERE slug = %(seller)s
