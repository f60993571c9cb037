"""Keeps the job that a crawl is: its heartbeat and progress while it runs, its outcome at its end."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from scrapy import signals

from database.engine import describe, is_outage, transaction
from goodseed_spiders.discovery.empty_pages import doubt_empty_pages
from goodseed_spiders.extensions.coverage import CoverageCounter
from goodseed_spiders.extensions.figures import count_errors, describe_cost, read_figures, read_progress, read_statistic
from goodseed_spiders.extensions.stopping import end_process
from goodseed_spiders.remembered import count_crawl
from jobs import attempts, pace
from jobs.limits import limits
from jobs.outcome import Outcome, judge
from jobs.run import JobRun, Overtaken
from jobs.states import ErrorCode, State
from pipelines.cached_pages import drop_pages_after
from pipelines.settling import settle
from pipelines.writer import GAVE_UP, OVERTAKEN, StorePipeline

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from goodseed_spiders.seller_spider import SellerSpider
    from jobs.job import Job

logger = logging.getLogger(__name__)

RETRY_SECONDS = 2.0
# A crawl that is told to stop waits so long for the pages that it has asked for. They may stand in a long line, each
# with its delay, and a job server kills what takes longer than its grace (25 s).
STOP_SECONDS = 10.0


class JobKeeper:
    """Tells the job's row how far the crawl is, and what came of it.

    `outcome` is what came of the crawl, `job` the job as it was then; both are None until that is written.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self.run: JobRun = crawler.settings["JOB"]
        self.is_queued = crawler.settings.getbool("JOB_IS_QUEUED")
        self.patience = crawler.settings.getfloat("DATABASE_PATIENCE")
        self.tell_seconds = crawler.settings.getfloat("LOGSTATS_INTERVAL")
        self.outcome: Outcome | None = None
        self.job: Job | None = None
        self._is_ending = False
        self._stop: asyncio.Task[None] | None = None

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
        if self._is_ending:
            return
        self._is_ending = True
        self._heart.cancel()
        if read_statistic(self.crawler, OVERTAKEN):
            return
        pages = self._spider.pages
        if reason == "finished" and pages.lost:
            pages.failures["lost on the way"] += pages.lost
        outcome = judge(read_figures(self.crawler, reason))
        give_up_at = time.monotonic() + self.patience
        while True:
            try:
                self.job = await asyncio.to_thread(self._finish, outcome, reason)
            except Overtaken as error:
                logger.error("The outcome (%s) is not written: %s", outcome.state, error)
                return
            except Exception as error:
                if not is_outage(error) or time.monotonic() > give_up_at or read_statistic(self.crawler, GAVE_UP):
                    logger.error("The outcome (%s) could not be written: %s", outcome.state, describe(error))
                    return
                await asyncio.sleep(RETRY_SECONDS)
            else:
                self.outcome = outcome
                await asyncio.to_thread(self._drop_cached_pages)
                logger.info("%s", describe_cost(self.crawler, self.job.products_seen))
                return

    def _drop_cached_pages(self) -> None:
        """The web app shows what was read; that its old pages stay a while is no failure."""
        try:
            drop_pages_after(self.run.job_id)
        except Exception as error:
            logger.warning("Cached pages of the web app may be old: %s", describe(error))

    def _finish(self, outcome: Outcome, reason: str) -> Job:
        is_completed = outcome.state is State.COMPLETED
        with transaction() as connection:
            doubt_empty_pages(connection, self.run.seller, self._spider.pages)
        is_complete = is_completed and self._is_complete(reason)
        coverage = self.crawler.get_extension(CoverageCounter)
        doubts = coverage.find_doubts(is_complete=is_complete) if coverage else []
        with transaction() as connection:
            if self.is_queued and reason == "shutdown":
                return attempts.release(connection, self.run, read_progress(self.crawler))
            suspicious = settle(connection, self.run, is_completed=is_completed, is_complete=is_complete, doubts=doubts)
            is_doubtful = suspicious is not None or outcome.code is ErrorCode.VALIDATION_ERROR
            is_full = self._spider.remembered.seller is None
            count_crawl(connection, self.run.seller, is_complete=is_complete, is_full=is_full, is_doubtful=is_doubtful)
            return attempts.finish(connection, self.run, read_progress(self.crawler), outcome, suspicious)

    def _is_complete(self, reason: str) -> bool:
        """Whether every page of the seller was read and nothing failed."""
        return reason == "finished" and self._spider.pages.are_all_read and not count_errors(self.crawler)

    async def _beat(self) -> None:
        tell_at = time.monotonic() + self.tell_seconds
        while True:
            await asyncio.sleep(limits().heartbeat_seconds)
            if not self.crawler.crawling:  # Scrapy was told to stop, by a signal
                self._stop_crawl("shutdown")
            try:
                job = await asyncio.to_thread(self._beat_once)
            except Overtaken as error:
                logger.error("Stopping: %s", error)
                assert self.crawler.stats is not None
                self.crawler.stats.set_value(OVERTAKEN, str(error))
                self._stop_crawl(OVERTAKEN)
            except Exception as error:
                logger.warning("No heartbeat: %s", describe(error))
            else:
                if job.cancel_requested:
                    self._stop_crawl("cancelled")
                if self.tell_seconds and time.monotonic() >= tell_at:
                    logger.info("%s: %s", job.seller, pace.describe(job, datetime.now(UTC)))
                    tell_at = time.monotonic() + self.tell_seconds

    def _beat_once(self) -> Job:
        with transaction() as connection:
            return attempts.beat(connection, self.run, read_progress(self.crawler))

    def _stop_crawl(self, reason: str) -> None:
        self._stop = self._stop or asyncio.create_task(self._stop_soon(reason))

    async def _stop_soon(self, reason: str) -> None:
        """Close the spider; when that takes too long, store what was read, write the outcome, and end all the same."""
        assert self.crawler.engine is not None
        closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))
        done, _ = await asyncio.wait({closing}, timeout=STOP_SECONDS)
        if self._is_ending or (done and closing.exception() is None):
            return
        logger.info("Not waiting any longer for the pages that were asked for")
        writer = self.crawler.get_item_pipeline(StorePipeline)
        if writer:
            await writer.close_spider()
        await self.close(reason)
        end_process(self.crawler)

    @property
    def _spider(self) -> SellerSpider:
        return cast("SellerSpider", self.crawler.spider)
