-- Of the latest job: packs whose price moved, products that are new, products that are gone.
WITH job AS (
    SELECT job_id, started_at FROM scrape_jobs WHERE seller = 'demo' ORDER BY created_at DESC LIMIT 1
),
moved AS (
    SELECT products.strain_name AS name, fresh.seeds, fresh.currency, fresh.price AS price_now, before.price AS price_before
    FROM job
    JOIN price_history AS fresh ON fresh.job_id = job.job_id
    JOIN products ON products.id = fresh.product_id
    JOIN LATERAL (
        SELECT price
        FROM price_history AS older
        WHERE older.observed_at < fresh.observed_at
            AND (older.product_id, older.seeds, older.variant, older.currency)
            = (fresh.product_id, fresh.seeds, fresh.variant, fresh.currency)
        ORDER BY older.observed_at DESC
        LIMIT 1
    ) AS before ON before.price <> fresh.price
)
SELECT name, 'price of ' || seeds || ' seeds', price_before || ' ' || currency, price_now || ' ' || currency FROM moved
UNION ALL
SELECT strain_name, 'new', NULL, display_price || ' per seed'
FROM products, job
WHERE seller = 'demo' AND first_seen_at >= job.started_at
UNION ALL
SELECT strain_name, 'gone', NULL, NULL
FROM products, job
WHERE seller = 'demo' AND delisted_at >= job.started_at
ORDER BY 2, 1
