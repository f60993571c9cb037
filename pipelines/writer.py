"""The last step of every crawl's items: collected into batches, stored beside the crawl, with patience."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy import signals
from sqlalchemy.exc import DBAPIError

from database.engine import describe, is_outage, transaction
from jobs.run import JobRun, Overtaken
from pipelines.product import Product, product_row
from pipelines.reject import LeftOut, Reject, Rejected
from pipelines.store import Batch, Stored, store

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

logger = logging.getLogger(__name__)

BATCH_SIZE = 200
BATCH_SECONDS = 1.0
RETRY_SECONDS = (0.5, 10.0)  # the first pause of an outage, and the longest; they double
# Statistics that the end of the crawl reads.
GAVE_UP = "store/gave_up"
OVERTAKEN = "store/overtaken"
REFUSED = "store/refused"


class StorePipeline:
    """Hands products and rejects to one writer through a short queue, so that a slow database slows the crawl."""

    def __init__(self, crawler: Crawler, run: JobRun, patience: float):
        self.crawler = crawler
        self.run = run
        self.patience = patience
        self.queue: asyncio.Queue[Stored | None] = asyncio.Queue(maxsize=2 * BATCH_SIZE)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        pipeline = cls(crawler, crawler.settings["JOB"], crawler.settings.getfloat("DATABASE_PATIENCE"))
        crawler.signals.connect(pipeline.keep_reject, signal=signals.item_dropped)
        return pipeline

    async def open_spider(self) -> None:
        """Start the writer."""
        self.writer = asyncio.create_task(self._write())

    def process_item(self, item: Stored) -> Stored | Awaitable[Stored]:
        """Queue a product or a page; while the queue is full that takes waiting, and the crawl slows down."""
        if self.queue.full():
            return self._wait(item)
        self.queue.put_nowait(item)
        return item

    async def _wait(self, item: Stored) -> Stored:
        await self.queue.put(item)
        return item

    async def keep_reject(self, exception: Exception) -> None:
        """Queue what an earlier pipeline has rejected or left out."""
        if isinstance(exception, Rejected):
            await self.queue.put(exception.reject)
        elif isinstance(exception, LeftOut):
            await self.queue.put(exception)

    async def close_spider(self) -> None:
        """Store what is left, and end the writer."""
        await self.queue.put(None)
        await self.writer

    async def _write(self) -> None:
        """Store batches until the end; once storing is hopeless, take items only to let the crawl end."""
        is_open, hopeless = True, False
        while is_open:
            batch, is_open = await self._collect()
            if len(batch) and not hopeless:
                hopeless = not await self._store_patiently(batch)

    async def _collect(self) -> tuple[Batch, bool]:
        """The next batch, and whether more may follow."""
        batch = Batch()
        deadline: float | None = None
        while len(batch) < BATCH_SIZE:
            try:
                async with asyncio.timeout_at(deadline):
                    item = await self.queue.get()
            except TimeoutError:
                break
            if item is None:
                return batch, False
            batch.add(item)
            deadline = deadline or asyncio.get_running_loop().time() + BATCH_SECONDS
        return batch, True

    async def _store_patiently(self, batch: Batch) -> bool:
        """Store a batch, waiting out an outage; False when it cannot be stored any more."""
        give_up_at, pause = time.monotonic() + self.patience, RETRY_SECONDS[0]
        while True:
            try:
                refused = await asyncio.to_thread(_store_all, self.run, batch)
            except Overtaken as error:
                return self._stop(OVERTAKEN, str(error))
            except Exception as error:
                if not is_outage(error):
                    logger.exception("A batch could not be stored")
                    return self._stop(GAVE_UP, f"{type(error).__name__}: {describe(error)}")
                if time.monotonic() + pause > give_up_at:
                    return self._stop(GAVE_UP, describe(error))
                logger.warning("The database does not answer (%s): trying again in %.1f s", describe(error), pause)
                await asyncio.sleep(pause)
                pause = min(2 * pause, RETRY_SECONDS[1])
            else:
                self._stats.inc_value(REFUSED, refused)
                return True

    @property
    def _stats(self) -> StatsCollector:
        assert self.crawler.stats is not None
        return self.crawler.stats

    def _stop(self, statistic: str, reason: str) -> bool:
        logger.error("Storing ends: %s", reason)
        assert self.crawler.engine is not None
        self._stats.set_value(statistic, reason)
        self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=statistic))
        return False


def _store_all(run: JobRun, batch: Batch) -> int:
    """One batch, one transaction; how many products the database refused.

    Such a product, which is our own mistake, is found by halves and kept among the rejects.
    """
    try:
        with transaction() as connection:
            store(connection, run, batch)
    except DBAPIError as error:
        if is_outage(error) or not batch.products:
            raise
        if len(batch.products) == 1:
            refused = _refused(batch.products[0], error)
            return 1 + _store_all(run, replace(batch, products=[], rejects=[*batch.rejects, refused]))
        middle = len(batch.products) // 2
        # All else goes with the last part: were rejects stored first, a later outage would store them twice, and a
        # page is remembered only after its products.
        halves = Batch(batch.products[:middle]), replace(batch, products=batch.products[middle:])
        return sum(_store_all(run, half) for half in halves)
    return 0


def _refused(product: Product, error: DBAPIError) -> Reject:
    reason = f"the database refused it: {describe(error)}"
    raw = {name: str(value) for name, value in product_row(product).items() if value is not None}
    return Reject(product.url, product.url_key, reason, raw)
