SELECT slug FROM sellers ORDER BY slug
