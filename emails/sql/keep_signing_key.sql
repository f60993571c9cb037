INSERT INTO signing_keys (name, key) VALUES ('links', %(key)s) ON CONFLICT (name) DO NOTHING
