"""Counts which facts the products of a crawl have, to hold it against the seller's promise and history at its end."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, cast

from scrapy import signals

from database.engine import describe, transaction
from database.statements import execute
from goodseed_spiders.promises import History, Sightings, find_doubts
from pipelines.product import Product
from pipelines.reject import Rejected
from pipelines.validate import NO_PACK

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from goodseed_spiders.seller_spider import SellerSpider

logger = logging.getLogger(__name__)

# Facts that are held against what the seller had before, promised or not.
REMEMBERED = ("price", "thc", "type")


class CoverageCounter:
    """Counts products when they have passed the pipelines, and rejects that have no pack."""

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self.history = History()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        counter = cls(crawler)
        crawler.signals.connect(counter.open, signal=signals.spider_opened)
        crawler.signals.connect(counter.count, signal=signals.item_scraped)
        crawler.signals.connect(counter.count_reject, signal=signals.item_dropped)
        return counter

    async def open(self) -> None:
        """Look up what the seller had, before the crawl changes it."""
        self._promise = cast("SellerSpider", self.crawler.spider).promise
        self._sightings = Sightings([*self._promise, *REMEMBERED])
        try:
            self.history = await asyncio.to_thread(_find_history, self.crawler.settings["JOB"].seller)
        except Exception as error:
            logger.warning("What the seller had before is not known: %s", describe(error))

    def count(self, item: object) -> None:
        """Count a product; what is known of a page passes the pipelines, too."""
        if isinstance(item, Product):
            self._sightings.add(item)

    def count_reject(self, exception: Exception) -> None:
        """Count a product that cannot be bought."""
        if isinstance(exception, Rejected) and exception.reject.reason.startswith(NO_PACK):
            self._sightings.packless += 1

    def find_doubts(self, *, is_complete: bool) -> list[str]:
        """What is doubtful about the crawl, a sentence each."""
        return find_doubts(self._sightings.sum_up(), self._promise, self.history, is_complete=is_complete)


def _find_history(seller: str) -> History:
    with transaction() as connection:
        counts = execute(connection, "goodseed_spiders/coverage_of_listed", seller=seller).one()
    if not counts.listed:
        return History()
    return History(counts.listed, {fact: 100 * getattr(counts, fact) / counts.listed for fact in REMEMBERED})
