SELECT url, name, max_page FROM scraping_sources WHERE seller = %(slug)s ORDER BY id
