WITH span AS (
    SELECT %(since)s::date::timestamp AT TIME ZONE 'UTC' AS since, %(until)s::date::timestamp AT TIME ZONE 'UTC' AS until
),
crawls AS (
    SELECT seller, count(*) FILTER (WHERE state = 'completed') AS completed,
        count(*) FILTER (WHERE state = 'failed') AS failed,
        count(*) FILTER (WHERE suspicious IS NOT NULL) AS suspicious,
        sum(created) AS created,
        (array_agg(concat_ws(': ', error_code, left(error_message, 1000)) ORDER BY finished_at DESC)
            FILTER (WHERE state = 'failed'))[1] AS last_error
    FROM scrape_jobs, span
    WHERE state IN ('completed', 'failed') AND finished_at >= since AND finished_at < until
    GROUP BY seller
),
moves AS (
    SELECT seller, count(*) FILTER (WHERE after < before) AS cheaper, count(*) FILTER (WHERE after > before) AS dearer
    FROM span
    JOIN price_moves ON observed_at >= since AND observed_at < until
    JOIN products ON products.id = price_moves.product_id
    GROUP BY seller
)
SELECT sellers.slug AS seller, sellers.name AS seller_name, coalesce(completed, 0) AS completed,
    coalesce(failed, 0) AS failed, coalesce(suspicious, 0) AS suspicious, coalesce(created, 0) AS created,
    coalesce(cheaper, 0) AS cheaper, coalesce(dearer, 0) AS dearer, nullif(last_error, '') AS last_error,
    (SELECT count(*) FROM products WHERE seller = sellers.slug AND delisted_at IS NULL) AS products
FROM sellers
LEFT JOIN crawls ON crawls.seller = sellers.slug
LEFT JOIN moves ON moves.seller = sellers.slug
WHERE completed + failed > 0
ORDER BY sellers.name
