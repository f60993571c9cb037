-- All packs of some products as they are now, each with the last that was known of it before a job's changes, and
-- packs that are not sold any more as far as they were known before.
WITH began AS (
    SELECT product_id, min(observed_at) AS at
    FROM price_history
    WHERE job_id = %(job_id)s AND product_id = ANY(%(products)s)
    GROUP BY product_id
),
before AS (
    SELECT DISTINCT ON (history.product_id, seeds, variant, currency)
        history.product_id, seeds, variant, currency, price, stock_status
    FROM began
    JOIN price_history AS history ON history.product_id = began.product_id AND history.observed_at < began.at
    ORDER BY history.product_id, seeds, variant, currency, observed_at DESC
),
changed AS (
    SELECT DISTINCT product_id, seeds, variant, currency
    FROM price_history
    WHERE job_id = %(job_id)s AND product_id = ANY(%(products)s)
),
sold AS (
    SELECT product_id, seeds, variant, currency, price, stock_status
    FROM packs
    WHERE product_id = ANY(%(products)s)
)
SELECT product_id, seeds, variant, currency, coalesce(sold.price, before.price) AS price,
    CASE WHEN sold.product_id IS NULL THEN 'out_of_stock' ELSE sold.stock_status END AS stock,
    before.product_id IS NOT NULL AS had_before, before.price AS price_before, before.stock_status AS stock_before,
    changed.product_id IS NOT NULL AS has_changed
FROM sold
FULL JOIN before USING (product_id, seeds, variant, currency)
LEFT JOIN changed USING (product_id, seeds, variant, currency)
ORDER BY product_id, seeds, variant, currency
