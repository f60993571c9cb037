"""Keeps the job that a crawl is: its heartbeat and progress while it runs, its outcome at its end."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from typing import TYPE_CHECKING, Any, cast

from scrapy import signals

from database.engine import describe, is_outage, transaction
from database.statements import execute
from jobs import attempts
from jobs.attempts import Progress
from jobs.outcome import Outcome, Reading, judge
from jobs.run import JobRun, Overtaken
from jobs.states import State
from pipelines import delisting
from pipelines.reject import LeftOut, Rejected
from pipelines.writer import GAVE_UP, OVERTAKEN, REFUSED

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from goodseed_spiders.seller_spider import SellerSpider

logger = logging.getLogger(__name__)

BEAT_SECONDS = 2.0
RETRY_SECONDS = 2.0


class JobKeeper:
    """Tells the job's row how far the crawl is, and what came of it. `outcome` is None until that is written."""

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self.run: JobRun = crawler.settings["JOB"]
        self.patience = crawler.settings.getfloat("DATABASE_PATIENCE")
        self.outcome: Outcome | None = None
        self.suspicious: str | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        keeper = cls(crawler)
        crawler.signals.connect(keeper.open, signal=signals.spider_opened)
        crawler.signals.connect(keeper.close, signal=signals.spider_closed)
        return keeper

    async def open(self) -> None:
        """Start the heartbeat."""
        # What is imported by now stays, and a page makes some thousand objects that go with it: the collector
        # would look through all of them several times a page.
        gc.freeze()
        gc.set_threshold(20_000)
        self._heart = asyncio.create_task(self._beat())

    async def close(self, reason: str) -> None:
        """Write the outcome, with what follows from it, in one transaction; waits out an outage."""
        self._heart.cancel()
        if self._stat(OVERTAKEN):
            return
        pages = self._spider.pages
        if reason == "finished" and pages.lost:
            pages.failures["lost on the way"] += pages.lost
        outcome = judge(self._reading(reason))
        give_up_at = time.monotonic() + self.patience
        while True:
            try:
                self.suspicious = await asyncio.to_thread(self._finish, outcome, reason)
            except Overtaken as error:
                logger.error("The outcome (%s) is not written: %s", outcome.state, error)
                return
            except Exception as error:
                if not is_outage(error) or time.monotonic() > give_up_at or self._stat(GAVE_UP):
                    logger.error("The outcome (%s) could not be written: %s", outcome.state, describe(error))
                    return
                await asyncio.sleep(RETRY_SECONDS)
            else:
                self.outcome = outcome
                return

    def _finish(self, outcome: Outcome, reason: str) -> str | None:
        is_complete = outcome.state is State.COMPLETED and self._is_complete(reason)
        with transaction() as connection:
            if is_complete:
                is_full = self._spider.remembered.seller is None
                execute(connection, "goodseed_spiders/count_crawl", seller=self.run.seller, is_full=is_full)
            suspicious = delisting.settle(connection, self.run, is_complete=is_complete)
            attempts.finish(connection, self.run, self._progress(), outcome, suspicious)
        return suspicious

    def _is_complete(self, reason: str) -> bool:
        """Whether every page of the seller was read and nothing failed."""
        return reason == "finished" and self._spider.pages.are_all_read and not self._errors()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                if await asyncio.to_thread(self._beat_once):
                    await self._stop_crawl("cancelled")
            except Overtaken as error:
                logger.error("Stopping: %s", error)
                assert self.crawler.stats is not None
                self.crawler.stats.set_value(OVERTAKEN, str(error))
                await self._stop_crawl(OVERTAKEN)
            except Exception as error:
                logger.warning("No heartbeat: %s", describe(error))

    def _beat_once(self) -> bool:
        with transaction() as connection:
            return attempts.beat(connection, self.run, self._progress())

    async def _stop_crawl(self, reason: str) -> None:
        assert self.crawler.engine is not None
        self._stopping = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))

    @property
    def _spider(self) -> SellerSpider:
        return cast("SellerSpider", self.crawler.spider)

    def _progress(self) -> Progress:
        pages = self._spider.pages
        return Progress(pages.done, pages.total, self._errors() + pages.failures.total() + pages.doubts.total())

    def _reading(self, reason: str) -> Reading:
        pages = self._spider.pages
        rejected, left_out = (self._stat(f"item_dropped_reasons_count/{kind.__name__}") for kind in (Rejected, LeftOut))
        return Reading(
            reason=reason,
            pages_done=pages.done,
            items=pages.products + pages.unchanged - left_out,
            rejected=rejected + self._stat(REFUSED),
            errors=self._errors(),
            failures=pages.failures,
            database_error=self._stat(GAVE_UP) or None,
        )

    def _errors(self) -> int:
        """Exceptions in our own code."""
        return int(self._stat("spider_exceptions/count") + self._stat("item_error_count"))

    def _stat(self, name: str) -> Any:
        assert self.crawler.stats is not None
        return self.crawler.stats.get_value(name, 0)
