SELECT id, product_id, job_id, read, read_hash, held_at
FROM held
WHERE id = ANY(%(ids)s)
ORDER BY id
FOR UPDATE
