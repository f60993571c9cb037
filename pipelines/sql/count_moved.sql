SELECT count(*) FROM held WHERE run = %(run)s AND state IN ('waiting', 'held')
