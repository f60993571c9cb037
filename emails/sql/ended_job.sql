SELECT jobs.*, sellers.name AS seller_name, coalesce(extract(epoch FROM jobs.finished_at - jobs.started_at), 0) AS seconds
FROM scrape_jobs AS jobs
JOIN sellers ON sellers.slug = jobs.seller
WHERE jobs.job_id = %(job_id)s
