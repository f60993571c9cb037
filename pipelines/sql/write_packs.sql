-- The packs of products that differ from what is stored, and a line of history for each pack that is new,
-- changed its price or stock, or is not sold any more. All parts see the packs as they were before.
WITH fresh AS (
    SELECT product_id, seeds, variant, price, regular_price, currency, stock_status
    FROM json_populate_recordset(NULL::packs, %(rows)s)
),
before AS (
    SELECT product_id, seeds, variant, currency, price, stock_status
    FROM packs
    WHERE product_id = ANY(%(products)s)
),
written AS (
    INSERT INTO packs (product_id, seeds, variant, price, regular_price, currency, stock_status)
    SELECT product_id, seeds, variant, price, regular_price, currency, stock_status
    FROM fresh
    ON CONFLICT (product_id, seeds, variant, currency) DO UPDATE SET
        price = excluded.price,
        regular_price = excluded.regular_price,
        stock_status = excluded.stock_status
    WHERE (packs.price, packs.regular_price, packs.stock_status)
        IS DISTINCT FROM (excluded.price, excluded.regular_price, excluded.stock_status)
),
gone AS (
    DELETE FROM packs
    USING before
    LEFT JOIN fresh USING (product_id, seeds, variant, currency)
    WHERE (packs.product_id, packs.seeds, packs.variant, packs.currency)
        = (before.product_id, before.seeds, before.variant, before.currency)
        AND fresh.product_id IS NULL
    RETURNING packs.product_id, packs.seeds, packs.variant, packs.currency, packs.price
)
INSERT INTO price_history (product_id, seeds, variant, currency, price, stock_status, job_id, observed_at)
SELECT
    product_id, seeds, variant, currency, fresh.price, fresh.stock_status, %(job_id)s,
    coalesce(%(observed_at)s::timestamptz, now())
FROM fresh
LEFT JOIN before USING (product_id, seeds, variant, currency)
WHERE before.product_id IS NULL
    OR (fresh.price, fresh.stock_status) IS DISTINCT FROM (before.price, before.stock_status)
UNION ALL
SELECT
    product_id, seeds, variant, currency, price, 'out_of_stock', %(job_id)s,
    coalesce(%(observed_at)s::timestamptz, now())
FROM gone
