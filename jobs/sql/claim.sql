-- What was delayed and is due waits from now on.
UPDATE scrape_jobs
SET state = 'waiting'
WHERE job_id IN (
    SELECT job_id
    FROM scrape_jobs
    WHERE state = 'delayed' AND run_at <= statement_timestamp()
    ORDER BY run_at
    LIMIT 1000
    FOR UPDATE SKIP LOCKED
);

-- The next job: of each seller that is free its foremost (an index look-up each, however many wait). Of these the one
-- of the highest priority, and within a priority that of the seller whose last start is longest ago. An hour without
-- a start is worth one step of priority, so that nothing waits for ever.
WITH chosen AS (
    SELECT head.job_id
    FROM sellers
    CROSS JOIN LATERAL (
        SELECT job_id, priority, run_at, rank
        FROM scrape_jobs
        WHERE seller = sellers.slug AND state = 'waiting'
        ORDER BY rank
        LIMIT 1
    ) AS head
    WHERE NOT sellers.is_paused
        AND NOT EXISTS (SELECT 1 FROM scrape_jobs AS other WHERE other.seller = sellers.slug AND other.state = 'active')
        AND (SELECT count(*) FROM scrape_jobs WHERE state = 'active' AND node = %(node)s) < %(max_proc)s
        AND (
            %(max_per_minute)s = 0
            OR (
                SELECT count(*)
                FROM scrape_attempts
                WHERE started_at > statement_timestamp() - interval '1 minute'
            ) < %(max_per_minute)s
        )
    ORDER BY
        head.priority + floor(
            extract(epoch FROM statement_timestamp() - greatest(head.run_at, sellers.last_started_at)) / 3600
        ) DESC,
        sellers.last_started_at NULLS FIRST,
        head.rank
    LIMIT 1
    FOR NO KEY UPDATE OF sellers SKIP LOCKED
),
claimed AS (
    UPDATE scrape_jobs AS jobs
    SET state = 'active', run = nextval('scrape_runs'), attempt = attempt + 1, node = %(node)s, pid = NULL,
        started_at = statement_timestamp(), heartbeat_at = statement_timestamp(), page_at = statement_timestamp(),
        pages_done = 0, pages_total = NULL, products_seen = 0, created = 0, updated = 0, unchanged = 0, rejected = 0,
        left_out = 0, held = 0, errors = 0, error_code = NULL, error_message = NULL
    FROM chosen
    WHERE jobs.job_id = chosen.job_id AND jobs.state = 'waiting'
    RETURNING jobs.*
),
started AS (
    INSERT INTO scrape_attempts (job_id, run, attempt, node, started_at)
    SELECT job_id, run, attempt, node, started_at FROM claimed
),
marked AS (
    UPDATE sellers SET last_started_at = claimed.started_at FROM claimed WHERE sellers.slug = claimed.seller
)
SELECT * FROM claimed
