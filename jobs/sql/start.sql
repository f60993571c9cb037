INSERT INTO scrape_jobs (job_id, seller, state, trigger, run, attempt, max_attempts, args, node, pid, heartbeat_at, started_at)
VALUES (%(job_id)s, %(seller)s, 'active', 'cli', nextval('scrape_runs'), 1, 1, %(args)s, %(node)s, %(pid)s, now(), now())
ON CONFLICT (seller) WHERE state = 'active' DO NOTHING
RETURNING run
