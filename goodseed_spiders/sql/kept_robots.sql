SELECT body FROM robots_files
WHERE shop = %(authority)s AND fetched_at > now() - %(seconds)s * interval '1 second'
