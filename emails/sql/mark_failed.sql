UPDATE emails
SET state = 'failed', error = %(error)s
WHERE id = %(id)s AND state = 'sending' AND run_at = %(until)s
