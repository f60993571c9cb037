-- Remembers pages of which every product was stored by this run or is among its rejects; what waits to be looked at
-- is to be read again.
WITH read AS (
    SELECT url, etag, last_modified, sitemap_lastmod, product_keys
    FROM json_populate_recordset(NULL::pages, %(rows)s)
),
told AS (
    SELECT read.url, key, products.id, EXISTS (
        SELECT FROM rejects
        WHERE rejects.job_id = %(job_id)s AND rejects.url_key = key
    ) AS is_reject
    FROM read
    CROSS JOIN unnest(read.product_keys) AS key
    LEFT JOIN products
        ON products.seller = %(seller)s
        AND products.url_key = key
        AND products.delisted_at IS NULL
        AND products.last_seen_at >= %(started_at)s
),
whole AS (
    SELECT read.url, coalesce(array_agg(key) FILTER (WHERE id IS NOT NULL), '{}') AS product_keys
    FROM read
    LEFT JOIN told USING (url)
    GROUP BY read.url
    HAVING bool_and(key IS NULL OR is_reject OR (id IS NOT NULL AND NOT EXISTS (SELECT FROM held WHERE product_id = id)))
)
INSERT INTO pages (seller, url, etag, last_modified, sitemap_lastmod, product_keys)
SELECT %(seller)s, url, read.etag, read.last_modified, read.sitemap_lastmod, whole.product_keys
FROM read
JOIN whole USING (url)
ON CONFLICT (seller, url) DO UPDATE SET
    etag = excluded.etag,
    last_modified = excluded.last_modified,
    sitemap_lastmod = excluded.sitemap_lastmod,
    product_keys = excluded.product_keys,
    seen_at = now()
