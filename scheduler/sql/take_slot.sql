INSERT INTO leases AS known (task, slot)
VALUES (%(task)s, %(slot)s)
ON CONFLICT (task) DO UPDATE SET slot = excluded.slot
WHERE known.slot IS NULL OR known.slot < excluded.slot
