SELECT seller, state, count(*) AS jobs
FROM scrape_jobs
WHERE state IN ('waiting', 'delayed', 'active')
GROUP BY seller, state
UNION ALL
SELECT seller, outcome, jobs - removed
FROM job_totals
WHERE jobs > removed
ORDER BY 1, 2
