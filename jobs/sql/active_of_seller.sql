SELECT * FROM scrape_jobs WHERE seller = %(seller)s AND state = 'active' FOR UPDATE
