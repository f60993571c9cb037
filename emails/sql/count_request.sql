INSERT INTO request_counts AS counts (asker, since)
VALUES (%(asker)s, to_timestamp(floor(extract(epoch FROM now()) / %(seconds)s) * %(seconds)s))
ON CONFLICT (asker, since) DO UPDATE SET requests = counts.requests + 1
RETURNING requests, ceil(extract(epoch FROM since - now()) + %(seconds)s)::int AS seconds_left
