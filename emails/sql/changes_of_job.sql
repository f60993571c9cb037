-- What a job has changed, beside its counters: how many packs moved and how, and the largest moves of prices.
WITH latest AS (
    SELECT DISTINCT ON (product_id, seeds, variant, currency)
        product_id, seeds, variant, currency, price, stock_status
    FROM price_history
    WHERE job_id = %(job_id)s
    ORDER BY product_id, seeds, variant, currency, observed_at DESC
),
began AS (
    SELECT min(observed_at) AS at FROM price_history WHERE job_id = %(job_id)s
),
moved AS MATERIALIZED (
    SELECT latest.*, before.price AS price_before, latest.stock_status IN ('in_stock', 'limited') AS is_sold,
        before.stock_status IN ('in_stock', 'limited') AS was_sold
    FROM began
    CROSS JOIN latest
    CROSS JOIN LATERAL (
        SELECT price, stock_status
        FROM price_history AS history
        WHERE (history.product_id, history.seeds, history.variant, history.currency)
            = (latest.product_id, latest.seeds, latest.variant, latest.currency)
            AND history.observed_at < began.at
        ORDER BY history.observed_at DESC
        LIMIT 1
    ) AS before
),
largest AS (
    SELECT left(products.name, 200) AS name, products.url, seeds, price_before::text AS before, price::text AS after, currency
    FROM moved
    JOIN products ON products.id = moved.product_id
    WHERE price <> price_before AND price_before > 0 AND is_sold
    ORDER BY abs(price - price_before) / price_before DESC
    LIMIT 8
)
SELECT count(*) FILTER (WHERE price < price_before) AS cheaper,
    count(*) FILTER (WHERE price > price_before) AS dearer,
    count(*) FILTER (WHERE is_sold AND NOT was_sold) AS back_in_stock,
    count(*) FILTER (WHERE was_sold AND NOT is_sold) AS sold_out,
    (SELECT coalesce(json_agg(largest), '[]') FROM largest) AS moves
FROM moved
