UPDATE scrape_jobs
SET held = held - %(released)s, updated = updated + %(released)s
WHERE job_id = %(job_id)s
