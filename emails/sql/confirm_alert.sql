UPDATE alerts SET confirmed_at = now() WHERE id = %(id)s AND confirmed_at IS NULL AND unsubscribed_at IS NULL
