UPDATE scraping_sources SET max_page = nullif(%(max_pages)s, 0) WHERE seller = %(slug)s
