UPDATE leases SET holder = NULL, held_until = NULL WHERE task = %(task)s AND holder = %(holder)s
