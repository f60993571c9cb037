UPDATE emails
SET state = 'sent', sent_at = now(), provider_id = %(provider_id)s, error = NULL
WHERE id = %(id)s AND state = 'sending' AND run_at = %(until)s
