UPDATE emails
SET state = 'queued', run_at = now() + make_interval(secs => %(wait)s), error = %(error)s,
    attempts = attempts - CASE WHEN %(costs_attempt)s THEN 0 ELSE 1 END
WHERE id = %(id)s AND state = 'sending' AND run_at = %(until)s
