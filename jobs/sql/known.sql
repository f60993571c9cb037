SELECT job_id FROM scrape_jobs WHERE job_id = ANY(%(job_ids)s)
