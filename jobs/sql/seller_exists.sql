SELECT slug FROM sellers WHERE slug = %(seller)s
