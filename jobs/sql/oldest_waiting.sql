SELECT min(run_at) FROM scrape_jobs WHERE state = 'waiting'
