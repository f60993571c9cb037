-- The one that is nearest to its end.
SELECT *
FROM scrape_jobs
WHERE seller = %(seller)s AND state IN ('waiting', 'delayed', 'active')
ORDER BY state = 'active' DESC, state = 'waiting' DESC, rank
LIMIT 1
