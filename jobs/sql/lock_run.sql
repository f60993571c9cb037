SELECT * FROM scrape_jobs WHERE job_id = %(job_id)s AND run = %(run)s AND state = 'active' FOR UPDATE
