SELECT * FROM scrape_attempts WHERE job_id = %(job_id)s ORDER BY run
