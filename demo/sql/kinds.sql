SELECT cannabis_type, sex, flowering_type, count(*)
FROM products
WHERE seller = 'demo' AND delisted_at IS NULL
GROUP BY cannabis_type, sex, flowering_type
ORDER BY count(*) DESC, 1, 2, 3
