UPDATE scrape_attempts SET exit_code = %(exit_code)s WHERE job_id = %(job_id)s AND run = %(run)s
