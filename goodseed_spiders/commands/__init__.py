"""Commands of `scrapy` for this project."""
