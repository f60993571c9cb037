UPDATE held SET state = 'dropped' WHERE id = ANY(%(ids)s)
