"""Ending the process of a crawl that cannot wait for what it has asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def end_process(crawler: Crawler) -> None:
    """Let `scrapy crawl` return now."""
    # Importing it chooses the process's reactor, which is Scrapy's to do first.
    from twisted.internet import reactor

    crawler.crawling = False  # else Scrapy would wait for the crawl before the reactor may stop
    cast("Any", reactor).stop()
