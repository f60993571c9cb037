SELECT * FROM scrape_jobs WHERE job_id = %(job_id)s
