SELECT holder FROM leases WHERE task = %(task)s
