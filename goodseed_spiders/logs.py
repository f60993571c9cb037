"""What a crawl says of each page and item: nothing, unless somebody is looking closely."""

from __future__ import annotations

import logging
from typing import Any

from scrapy.logformatter import LogFormatter


class QuietFormatter(LogFormatter):
    """Spares the composing of debug messages that nobody will read, some twenty a page."""

    def crawled(self, *args: Any) -> Any:
        """One message a page, for debugging."""
        return super().crawled(*args) if _is_debugging() else None

    def scraped(self, *args: Any) -> Any:
        """One message a product, for debugging."""
        return super().scraped(*args) if _is_debugging() else None

    def dropped(self, *args: Any) -> Any:
        """One message a reject, for debugging: rejects are kept in the database with their reasons."""
        return super().dropped(*args) if _is_debugging() else None


def _is_debugging() -> bool:
    return logging.getLogger().isEnabledFor(logging.DEBUG)
