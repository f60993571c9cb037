INSERT INTO held (product_id, job_id, run, state, moved, stored, read, read_hash, reason, held_at)
SELECT product_id, job_id, run, state, moved, stored, read, read_hash, reason, coalesce(held_at, now())
FROM json_populate_recordset(NULL::held, %(rows)s)
ON CONFLICT (product_id) DO UPDATE SET
    job_id = excluded.job_id,
    run = excluded.run,
    state = excluded.state,
    moved = excluded.moved,
    stored = excluded.stored,
    read = excluded.read,
    read_hash = excluded.read_hash,
    reason = excluded.reason,
    held_at = excluded.held_at
