-- Of sellers that are paused nothing is due.
SELECT min(jobs.run_at)
FROM scrape_jobs AS jobs
JOIN sellers ON sellers.slug = jobs.seller
WHERE jobs.state = 'waiting' AND NOT sellers.is_paused
