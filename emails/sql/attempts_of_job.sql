SELECT attempt, started_at, extract(epoch FROM finished_at - started_at) AS seconds, node, outcome, error_code,
    error_message, log
FROM scrape_attempts
WHERE job_id = %(job_id)s
ORDER BY run
