"""robots.txt, obeyed: read once a day for all crawls of a shop (RFC 9309)."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, TypeVar

from scrapy import Request, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import decode_robotstxt
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from database.engine import describe, transaction
from database.statements import execute
from goodseed_spiders.failures import kind_of_error
from goodseed_spiders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

T = TypeVar("T")

logger = logging.getLogger(__name__)

FRESH = 86_400  # seconds for which a copy is as good as the file (RFC 9309, section 2.4)
USABLE = 30 * FRESH  # for which it will do while the shop does not answer (section 2.3.1.4)
LARGEST = 512 * 1024  # bytes that are read of it (section 2.5)


class RobotsFiles(RobotsTxtMiddleware):
    """Scrapy's own, with a copy of each file in the database; a crawl without a job keeps none.

    A file that the shop does not have forbids nothing; one that cannot be fetched forbids all, so the pages fail
    for the reason for which it could not.
    """

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        self._files: dict[str, asyncio.Task[RobotParser]] = {}
        self._is_kept = crawler.settings.get("JOB") is not None

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules for a request's host. Raises Unread when they cannot be known."""
        authority = urlparse_cached(request).netloc
        if authority not in self._files:
            self._files[authority] = asyncio.create_task(self._read(request, authority))
        return await self._files[authority]

    async def _read(self, request: Request, authority: str) -> RobotParser:
        body = await self._recall(authority, FRESH)
        if body is None:
            body = await self._fetch(request, authority)
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, body)
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return parser

    async def _fetch(self, request: Request, authority: str) -> bytes:
        try:
            body = await self._download(f"{urlparse_cached(request).scheme}://{authority}/robots.txt")
        except Exception as error:
            kind = kind_of_error(error)
            older = await self._recall(authority, USABLE)
            if older is None:
                raise Unread(kind, f"what robots.txt of {authority} allows is not known: {kind}") from error
            logger.warning("robots.txt could not be read (%s); an older copy is used", kind)
            return older
        await self._keep(authority, body)
        return body

    async def _download(self, url: str) -> bytes:
        assert self.crawler.engine is not None
        self._stats.inc_value("robotstxt/request_count")
        asked = Request(url, priority=self.DOWNLOAD_PRIORITY, meta={"dont_obey_robotstxt": True}, callback=NO_CALLBACK)
        response = await self.crawler.engine.download_async(asked)
        self._stats.inc_value("robotstxt/response_count")
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if response.status >= 500 or response.status == 429:
            raise Unread(str(response.status), f"{url} answered {response.status}")
        return response.body[:LARGEST] if response.status == 200 else b""

    async def _recall(self, authority: str, seconds: float) -> bytes | None:
        return await self._try(_recall, authority, seconds)

    async def _keep(self, authority: str, body: bytes) -> None:
        await self._try(_keep, authority, decode_robotstxt(body, None).replace("\0", ""))

    async def _try(self, step: Callable[..., T], *values: Any) -> T | None:
        """What a step in the database gives; None when there is no database or it does not answer."""
        if not self._is_kept:
            return None
        try:
            return await asyncio.to_thread(step, *values)
        except Exception as error:
            logger.warning("The kept robots.txt cannot be used: %s", describe(error))
            return None


def _recall(authority: str, seconds: float) -> bytes | None:
    with transaction() as connection:
        kept = execute(connection, "goodseed_spiders/kept_robots", authority=authority, seconds=seconds).scalar()
    return None if kept is None else str(kept).encode()


def _keep(authority: str, body: str) -> None:
    with transaction() as connection:
        execute(connection, "goodseed_spiders/keep_robots", authority=authority, body=body)
