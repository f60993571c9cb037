SELECT is_paused FROM sellers WHERE slug = %(slug)s
