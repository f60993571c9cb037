"""A crawl that dies before it can say so to the database."""

raise MemoryError("no more room")
