"""What a crawl says of each page and item: nothing, unless somebody is looking closely."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


class QuietFormatter(LogFormatter):
    """Spares the composing of debug messages that no handler will print, some twenty a page."""

    def __init__(self, is_debugging: bool):
        self.is_debugging = is_debugging

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        level = crawler.settings.get("LOG_LEVEL")
        return cls(logging.getLevelNamesMapping().get(str(level).upper(), 0) <= logging.DEBUG)

    def crawled(self, *args: Any) -> Any:
        """One message a page, for debugging."""
        return super().crawled(*args) if self.is_debugging else None

    def scraped(self, *args: Any) -> Any:
        """One message a product, for debugging."""
        return super().scraped(*args) if self.is_debugging else None

    def dropped(self, *args: Any) -> Any:
        """One message a reject, for debugging: rejects are kept in the database with their reasons."""
        return super().dropped(*args) if self.is_debugging else None
