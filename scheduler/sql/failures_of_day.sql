-- Sellers of which more jobs failed on a day (UTC) than the one that a mail told of; and the last time why.
SELECT sellers.slug AS seller, sellers.name AS seller_name, count(*) AS failures,
    (array_agg(jobs.job_id ORDER BY jobs.finished_at DESC))[1] AS job_id,
    coalesce((array_agg(jobs.error_code ORDER BY jobs.finished_at DESC))[1], 'UNKNOWN') AS error_code,
    coalesce(
        nullif(trim((array_agg(jobs.error_message ORDER BY jobs.finished_at DESC))[1]), ''),
        'no reason was written down'
    ) AS error_message
FROM scrape_jobs AS jobs
JOIN sellers ON sellers.slug = jobs.seller
WHERE jobs.state = 'failed'
    AND jobs.finished_at >= %(day)s::date::timestamp AT TIME ZONE 'UTC'
    AND jobs.finished_at < (%(day)s::date + 1)::timestamp AT TIME ZONE 'UTC'
GROUP BY sellers.slug, sellers.name
HAVING count(*) > 1
ORDER BY count(*) DESC, sellers.slug
