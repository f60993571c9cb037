WITH turn AS (
    INSERT INTO shop_turns AS turns (shop, next_at)
    VALUES (%(shop)s, clock_timestamp() + (%(pause)s + %(delay)s) * interval '1 second')
    ON CONFLICT (shop) DO UPDATE SET
        next_at = greatest(turns.next_at, turns.closed_until, clock_timestamp() + %(pause)s * interval '1 second')
            + %(delay)s * interval '1 second'
    WHERE turns.closed_until IS NULL OR turns.closed_until <= now() + %(patience)s * interval '1 second'
    RETURNING extract(epoch FROM next_at - clock_timestamp())::float8 - %(delay)s AS wait
)
SELECT wait, NULL::float8 AS closed_for FROM turn
UNION ALL
SELECT NULL, extract(epoch FROM closed_until - now())::float8
FROM shop_turns
WHERE shop = %(shop)s AND NOT EXISTS (SELECT FROM turn)
