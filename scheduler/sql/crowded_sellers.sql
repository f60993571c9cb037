-- Sellers with more than so many completed and cancelled jobs, and the newest of those that are too many.
SELECT sellers.slug AS seller, newest.created_at, newest.job_id
FROM sellers
CROSS JOIN LATERAL (
    SELECT created_at, job_id
    FROM (
        (
            SELECT created_at, job_id FROM scrape_jobs
            WHERE seller = sellers.slug AND state = 'completed'
            ORDER BY created_at DESC, job_id DESC
            LIMIT %(keep)s + 1
        )
        UNION ALL
        (
            SELECT created_at, job_id FROM scrape_jobs
            WHERE seller = sellers.slug AND state = 'cancelled'
            ORDER BY created_at DESC, job_id DESC
            LIMIT %(keep)s + 1
        )
    ) AS finished
    ORDER BY created_at DESC, job_id DESC
    OFFSET %(keep)s
    LIMIT 1
) AS newest
