UPDATE scrape_jobs SET cancel_requested = true WHERE job_id = %(job_id)s RETURNING *
