SELECT url, name, max_page, browser FROM scraping_sources WHERE seller = %(slug)s ORDER BY id
