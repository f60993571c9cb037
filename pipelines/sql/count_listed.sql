-- What was listed before this run, and how much of that it has seen.
SELECT count(*) AS listed, count(*) FILTER (WHERE last_seen_at >= attempts.started_at) AS seen
FROM products, scrape_attempts AS attempts
WHERE products.seller = %(seller)s
    AND products.delisted_at IS NULL
    AND products.first_seen_at < attempts.started_at
    AND attempts.job_id = %(job_id)s
    AND attempts.run = %(run)s
