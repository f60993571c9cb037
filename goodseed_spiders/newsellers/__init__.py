"""Adding a seller: looking at its shop, and writing its files."""
