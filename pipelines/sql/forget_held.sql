DELETE FROM held WHERE product_id = ANY(%(products)s)
