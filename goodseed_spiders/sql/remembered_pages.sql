-- Only pages of which every product is still listed: what was delisted is to be read again.
SELECT url, etag, last_modified, sitemap_lastmod
FROM pages
WHERE seller = %(seller)s
    AND url = ANY(%(urls)s)
    AND cardinality(product_keys) = (
        SELECT count(*)
        FROM products
        WHERE products.seller = pages.seller
            AND products.url_key = ANY(pages.product_keys)
            AND products.delisted_at IS NULL
    )
