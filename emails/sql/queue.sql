INSERT INTO emails (type, recipient, data, dedupe_key)
VALUES (%(type)s, %(recipient)s, %(data)s, %(dedupe_key)s)
ON CONFLICT (dedupe_key) DO NOTHING
RETURNING id
