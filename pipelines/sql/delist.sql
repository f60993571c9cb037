-- An empty hash makes the product differ from whatever is read of it when it comes back.
WITH vanished AS (
    UPDATE products
    SET delisted_at = now(), changed_at = now(), stock_status = 'out_of_stock', display_price = NULL, content_hash = ''
    FROM scrape_attempts AS attempts
    WHERE products.seller = %(seller)s
        AND products.delisted_at IS NULL
        AND products.last_seen_at < attempts.started_at
        AND attempts.job_id = %(job_id)s
        AND attempts.run = %(run)s
    RETURNING products.id
),
settled AS (
    DELETE FROM held
    USING vanished
    WHERE held.product_id = vanished.id
),
emptied AS (
    UPDATE packs
    SET stock_status = 'out_of_stock'
    FROM vanished
    WHERE packs.product_id = vanished.id AND packs.stock_status IS DISTINCT FROM 'out_of_stock'
    RETURNING packs.product_id, packs.seeds, packs.variant, packs.currency, packs.price
)
INSERT INTO price_history (product_id, seeds, variant, currency, price, stock_status, job_id)
SELECT product_id, seeds, variant, currency, price, 'out_of_stock', %(job_id)s
FROM emptied
