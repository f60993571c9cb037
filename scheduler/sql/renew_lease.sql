UPDATE leases SET held_until = now() + make_interval(secs => %(seconds)s) WHERE task = %(task)s AND holder = %(holder)s
