-- A crawl that is storing is waited for, and waits: it locks its job first, as this does.
SELECT jobs.job_id
FROM scrape_jobs AS jobs
WHERE jobs.state = 'active'
    AND jobs.seller IN (
        SELECT products.seller
        FROM held
        JOIN products ON products.id = held.product_id
        WHERE held.id = ANY(%(ids)s)
    )
ORDER BY jobs.seller
FOR UPDATE
