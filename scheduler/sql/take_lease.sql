INSERT INTO leases AS held (task, holder, held_until)
VALUES (%(task)s, %(holder)s, now() + make_interval(secs => %(seconds)s))
ON CONFLICT (task) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
WHERE held.held_until IS NULL OR held.held_until < now()
RETURNING holder
