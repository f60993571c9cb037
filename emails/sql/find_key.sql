SELECT id FROM emails WHERE dedupe_key = %(dedupe_key)s
