"""The manners of one crawl, for every request that goes out: pages, robots.txt, retries, redirects."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import defaultdict
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.settings import SETTINGS_PRIORITIES

from goodseed_spiders.downloading.guard import check_address
from goodseed_spiders.downloading.pace import LONGEST_CRAWL_DELAY, USUAL, Pace, choose_pace
from goodseed_spiders.downloading.shops import shop_of
from goodseed_spiders.downloading.turns import ShopClosed, Turns
from goodseed_spiders.hosts import is_loopback
from goodseed_spiders.unread import Unread
from jobs.outcome import TURNED_AWAY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.25  # how often a waiting request looks whether the crawl is ending
# Statistics that the end of the crawl reads.
RETRY_AFTER = "manners/retry_after"
WAITED = "manners/seconds_waited"


class Manners:
    """An extension, one a crawl. A download handler sends its requests through `send`."""

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        settings = crawler.settings
        self.patience = settings.getfloat("LONGEST_RETRY_AFTER")
        self.turns = Turns(is_shared=settings.get("JOB") is not None, patience=self.patience)
        self._asked = asked_delay(settings)
        self._crawl_delays: dict[str, float] = {}
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        manners = cls(crawler)
        crawler.signals.connect(manners.note_robots, signal=signals.robots_parsed)
        return manners

    async def send(self, request: Request, download: Callable[[Request], Awaitable[Response]]) -> Response:
        """The response, once it was the request's turn. Raises Unread when it may not go out."""
        assert self.crawler.spider is not None
        await check_address(request, self.crawler.spider)
        shop, pace = shop_of(request.url), self.pace(request)
        async with self._locks[shop] if pace.is_polite else nullcontext():
            await self._wait(shop, pace.at_least(self._throttled(request) if pace.is_polite else 0))
            self.turns.note_sent(shop)
            return await download(request)

    def pace(self, request: Request) -> Pace:
        """The pauses at the shop that a request goes to."""
        return choose_pace(
            Pace(*getattr(self.crawler.spider, "delay", USUAL)),
            on_this_machine=is_loopback(request.url),
            asked=self._asked,
            crawl_delay=self._crawl_delays.get(shop_of(request.url)),
        )

    def note_robots(self, robotparser: Any, request: Request) -> None:
        """Keep the Crawl-delay of a shop's robots.txt."""
        delay = robotparser.crawl_delay(self.crawler.settings["ROBOTSTXT_USER_AGENT"])
        if not delay:
            return
        self._crawl_delays[shop_of(request.url)] = delay
        if delay > LONGEST_CRAWL_DELAY:
            logger.warning("robots.txt asks for %g s between two requests; %g s are kept", delay, LONGEST_CRAWL_DELAY)

    def turn_away(self, why: str) -> None:
        """End the crawl, because the shop does not want it now."""
        if not self._is_ending():
            logger.error("The crawl ends early: %s", why)
            assert self.crawler.engine is not None
            self._ending = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=TURNED_AWAY))

    async def hold(self, request: Request, seconds: float) -> None:
        """Leave a shop alone for so long."""
        await self.turns.close(shop_of(request.url), seconds)

    async def _wait(self, shop: str, pace: Pace) -> None:
        """Take the next turn and wait for it."""
        try:
            wait = await self.turns.take(shop, pace, random.random())  # noqa: S311 (no secret hangs on it)
        except ShopClosed as closed:
            assert self.crawler.stats is not None
            self.crawler.stats.max_value(RETRY_AFTER, closed.seconds)
            self.turn_away(str(closed))
            raise Unread("asked to wait", str(closed)) from closed
        if pace.is_polite:
            assert self.crawler.stats is not None
            self.crawler.stats.set_value(WAITED, self.crawler.stats.get_value(WAITED, 0.0) + wait)
        until = time.monotonic() + wait
        while (left := until - time.monotonic()) > 0:
            await asyncio.sleep(min(left, LOOK_SECONDS))
            if self._is_ending():
                break
        if self._is_ending():
            raise Unread("not asked for", "the crawl ended before")

    def _is_ending(self) -> bool:
        assert self.crawler.engine is not None
        slot = self.crawler.engine._slot
        return slot is None or slot.closing is not None

    def _throttled(self, request: Request) -> float:
        """What AutoThrottle makes of the shop's answers: a slow shop is asked less often."""
        assert self.crawler.engine is not None
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        return slot.delay if slot else 0.0


def asked_delay(settings: BaseSettings) -> float | None:
    """The DOWNLOAD_DELAY that a crawl was given; None when it was given none."""
    is_given = (settings.getpriority("DOWNLOAD_DELAY") or 0) > SETTINGS_PRIORITIES["project"]
    return settings.getfloat("DOWNLOAD_DELAY") if is_given else None


def manners_of(crawler: Crawler) -> Manners:
    """The manners of a crawl."""
    manners = crawler.get_extension(Manners)
    assert manners is not None, "the extension Manners is switched off"
    return manners
