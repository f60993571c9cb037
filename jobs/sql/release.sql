-- A process or its server was stopped in good order: the job waits again, in its old place.
UPDATE scrape_jobs SET state = 'waiting', attempt = attempt - 1 WHERE job_id = %(job_id)s RETURNING *
