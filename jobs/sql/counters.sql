SELECT pages_done, products_seen, created, updated, unchanged, rejected, left_out, errors
FROM scrape_jobs
WHERE job_id = %(job_id)s
