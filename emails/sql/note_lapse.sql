-- Nobody knows whether this mail has arrived: it is sent once more, or not any more when that was so before.
UPDATE emails
SET state = CASE WHEN lapses < %(max_lapses)s THEN 'queued' ELSE 'failed' END, lapses = lapses + 1,
    run_at = now() + make_interval(secs => %(wait)s), error = %(error)s
WHERE id = %(id)s AND state = 'sending' AND run_at = %(until)s
RETURNING state
