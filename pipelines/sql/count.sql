UPDATE scrape_jobs
SET products_seen = products_seen + %(seen)s,
    created = created + %(created)s,
    updated = updated + %(updated)s,
    unchanged = unchanged + %(unchanged)s,
    rejected = rejected + %(rejected)s,
    held = held + %(held)s,
    left_out = left_out + %(left_out)s
WHERE job_id = %(job_id)s
