SELECT seller, outcome, up_to, jobs FROM job_durations ORDER BY seller, outcome, up_to
