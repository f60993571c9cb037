INSERT INTO shop_turns AS turns (shop, next_at, closed_until)
VALUES (%(shop)s, now(), now() + %(seconds)s * interval '1 second')
ON CONFLICT (shop) DO UPDATE SET closed_until = greatest(turns.closed_until, excluded.closed_until)
