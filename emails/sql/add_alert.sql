INSERT INTO alerts (email, product_id, strain, kinds, threshold)
VALUES (%(email)s, %(product_id)s, %(strain)s, %(kinds)s::text[], %(threshold)s)
RETURNING id
