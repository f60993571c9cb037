-- A job ends for good: while it was active, with its attempt.
WITH ended AS (
    UPDATE scrape_jobs
    SET state = %(state)s, finished_at = now(), error_code = %(error_code)s,
        error_message = %(error_message)s, suspicious = %(suspicious)s
    WHERE job_id = %(job_id)s
    RETURNING *
),
attempt AS (
    UPDATE scrape_attempts AS attempts
    SET finished_at = now(), outcome = %(state)s, error_code = %(error_code)s, error_message = %(error_message)s,
        pages_done = ended.pages_done, products_seen = ended.products_seen, created = ended.created,
        updated = ended.updated, unchanged = ended.unchanged, rejected = ended.rejected, left_out = ended.left_out,
        errors = ended.errors
    FROM ended
    WHERE attempts.job_id = ended.job_id AND attempts.run = ended.run AND attempts.finished_at IS NULL
    RETURNING extract(epoch FROM ended.finished_at - ended.started_at) AS seconds
),
counted AS (
    INSERT INTO job_totals AS totals (seller, outcome, jobs, seconds, products)
    SELECT seller, %(state)s, 1, coalesce((SELECT seconds FROM attempt), 0), products_seen FROM ended
    ON CONFLICT (seller, outcome) DO UPDATE SET
        jobs = totals.jobs + 1,
        seconds = totals.seconds + excluded.seconds,
        products = totals.products + excluded.products
),
measured AS (
    INSERT INTO job_durations AS counts (seller, outcome, up_to, jobs)
    SELECT ended.seller, %(state)s, min(bound), 1
    FROM ended, attempt, unnest(%(durations)s::float8[]) AS bound
    WHERE attempt.seconds <= bound
    GROUP BY ended.seller
    ON CONFLICT (seller, outcome, up_to) DO UPDATE SET jobs = counts.jobs + 1
),
told AS (
    UPDATE sellers
    SET last_crawled_at = now(), last_status = %(state)s
    FROM ended, attempt
    WHERE slug = ended.seller
)
SELECT * FROM ended
