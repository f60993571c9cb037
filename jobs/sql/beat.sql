UPDATE scrape_jobs
SET heartbeat_at = now(), pages_done = %(pages_done)s, pages_total = %(pages_total)s, errors = %(errors)s,
    page_at = CASE WHEN %(pages_done)s > pages_done THEN now() ELSE page_at END
WHERE job_id = %(job_id)s AND run = %(run)s AND state = 'active'
RETURNING *
