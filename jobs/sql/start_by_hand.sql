WITH made AS (
    INSERT INTO scrape_jobs (
        job_id, seller, state, trigger, run, attempt, max_attempts, duplicate, args, node, pid, heartbeat_at, page_at,
        started_at
    )
    VALUES (
        %(job_id)s, %(seller)s, 'active', 'cli', nextval('scrape_runs'), 1, 1, true, %(args)s, %(node)s, %(pid)s,
        now(), now(), now()
    )
    ON CONFLICT (seller) WHERE state = 'active' DO NOTHING
    RETURNING *
),
attempt AS (
    INSERT INTO scrape_attempts (job_id, run, attempt, node, pid, started_at)
    SELECT job_id, run, attempt, node, pid, started_at FROM made
),
marked AS (
    UPDATE sellers SET last_started_at = made.started_at FROM made WHERE slug = made.seller
)
SELECT run FROM made
