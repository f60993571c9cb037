-- The newest of each state by an index, then the newest of those.
SELECT found.*
FROM unnest(%(states)s::text[]) AS wanted (state)
CROSS JOIN LATERAL (
    SELECT *
    FROM scrape_jobs
    WHERE scrape_jobs.state = wanted.state
        AND (%(seller)s::text IS NULL OR seller = %(seller)s)
        AND (%(since)s::timestamptz IS NULL OR created_at >= %(since)s)
        AND (%(until)s::timestamptz IS NULL OR created_at < %(until)s)
        AND (%(before)s::timestamptz IS NULL OR (created_at, job_id) < (%(before)s, %(before_id)s))
    ORDER BY created_at DESC, job_id DESC
    LIMIT %(limit)s
) AS found
ORDER BY found.created_at DESC, found.job_id DESC
LIMIT %(limit)s
