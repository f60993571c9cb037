WITH ended AS (
    UPDATE scrape_jobs
    SET state = %(state)s, finished_at = now(), error_code = %(error_code)s,
        error_message = %(error_message)s, suspicious = %(suspicious)s
    WHERE job_id = %(job_id)s AND run = %(run)s AND state = 'active'
    RETURNING job_id, run, seller, started_at, products_seen
),
attempt AS (
    UPDATE scrape_attempts
    SET finished_at = now(), outcome = %(state)s, error_code = %(error_code)s, error_message = %(error_message)s
    FROM ended
    WHERE scrape_attempts.job_id = ended.job_id AND scrape_attempts.run = ended.run
),
counted AS (
    INSERT INTO job_totals AS totals (seller, outcome, jobs, seconds, products)
    SELECT seller, %(state)s, 1, extract(epoch FROM now() - started_at), products_seen FROM ended
    ON CONFLICT (seller, outcome) DO UPDATE SET
        jobs = totals.jobs + 1,
        seconds = totals.seconds + excluded.seconds,
        products = totals.products + excluded.products
)
UPDATE sellers
SET last_crawled_at = now(), last_status = %(state)s
FROM ended
WHERE slug = ended.seller
