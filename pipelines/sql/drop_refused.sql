UPDATE held SET state = 'dropped', reason = reason || %(because)s WHERE product_id = %(product)s
