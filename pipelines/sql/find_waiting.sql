-- What was held before, and has moved by less since, waits too.
SELECT product_id, job_id, read, read_hash, held_at
FROM held
WHERE run = %(run)s AND state IN ('waiting', 'held') AND moved <= %(jump)s
ORDER BY held_at, id
LIMIT %(limit)s
FOR UPDATE
