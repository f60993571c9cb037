SELECT * FROM scrape_jobs WHERE node = %(node)s AND state = 'active' FOR UPDATE SKIP LOCKED
