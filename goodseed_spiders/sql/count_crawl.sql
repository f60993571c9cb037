UPDATE sellers
SET crawls_since_full = coalesce(%(count)s, crawls_since_full + 1)
WHERE slug = %(seller)s
