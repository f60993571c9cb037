-- A job ends for good; `seconds` is null for one that is cancelled while it is queued.
WITH ended AS (
    UPDATE scrape_jobs
    SET state = %(state)s, finished_at = now(), error_code = %(error_code)s,
        error_message = %(error_message)s, suspicious = %(suspicious)s
    WHERE job_id = %(job_id)s
    RETURNING *
),
counted AS (
    INSERT INTO job_totals AS totals (seller, outcome, jobs, seconds, products)
    SELECT seller, %(state)s, 1, coalesce(%(seconds)s, 0), products_seen FROM ended
    ON CONFLICT (seller, outcome) DO UPDATE SET
        jobs = totals.jobs + 1,
        seconds = totals.seconds + excluded.seconds,
        products = totals.products + excluded.products
),
measured AS (
    INSERT INTO job_durations AS counts (seller, outcome, up_to, jobs)
    SELECT ended.seller, %(state)s, min(bound), 1
    FROM ended, unnest(%(durations)s::float8[]) AS bound
    WHERE bound >= %(seconds)s
    GROUP BY ended.seller
    ON CONFLICT (seller, outcome, up_to) DO UPDATE SET jobs = counts.jobs + 1
),
told AS (
    UPDATE sellers
    -- One that was asked for a few pages only does not stand for the crawl that is due.
    SET last_crawled_at = CASE
            WHEN ended.args ->> 'mode' = 'test' OR ended.args ?| ARRAY['max_pages', 'end_page'] THEN last_crawled_at
            ELSE now()
        END,
        last_status = %(state)s
    FROM ended
    WHERE slug = ended.seller AND %(seconds)s IS NOT NULL
)
SELECT * FROM ended
