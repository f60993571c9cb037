SELECT seller, outcome, jobs, seconds, products FROM job_totals ORDER BY seller, outcome
