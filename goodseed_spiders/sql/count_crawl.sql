UPDATE sellers
SET crawls_since_full = CASE WHEN %(is_full)s THEN 0 ELSE crawls_since_full + 1 END
WHERE slug = %(seller)s
