SELECT *
FROM products
WHERE id = ANY(%(products)s)
