UPDATE held
SET state = 'held', reason = reason || %(because)s
WHERE run = %(run)s AND state IN ('waiting', 'held') AND moved <= %(jump)s
