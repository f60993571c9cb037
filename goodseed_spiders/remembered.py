"""What earlier crawls remember of a seller's pages, so that this one need not read all of them again."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from database.engine import transaction
from database.statements import execute

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings
    from sqlalchemy import Connection

    from goodseed_spiders.arguments import CrawlArguments

# So many completed crawls in a row may leave out what has not changed: the next one reads everything.
FRUGAL_CRAWLS = 6


@dataclass(frozen=True, slots=True)
class RememberedPage:
    """What the shop said of a page's age when it was read."""

    etag: str | None
    last_modified: str | None
    sitemap_lastmod: datetime | None


@dataclass(frozen=True, slots=True)
class RememberedPages:
    """The pages of one seller; `seller` is None when this crawl is to read everything."""

    seller: str | None = None

    async def find(self, urls: Collection[str]) -> Mapping[str, RememberedPage]:
        """Those of the pages that are remembered, by address; only with products that are still listed."""
        if self.seller is None or not urls:
            return {}
        return await asyncio.to_thread(_find, self.seller, list(urls))


def must_be_full(*, is_test: bool, is_asked: bool, crawls_since_full: int) -> bool:
    """Whether a crawl must read everything: a trial does, one that was told to, and every seventh.

    >>> [must_be_full(is_test=False, is_asked=False, crawls_since_full=count) for count in (0, 5, 6)]
    [False, False, True]
    """
    return is_test or is_asked or crawls_since_full >= FRUGAL_CRAWLS


def count_crawl(connection: Connection, seller: str, *, is_complete: bool, is_full: bool, is_doubtful: bool) -> None:
    """Count a crawl towards the next full one; after a doubtful one, which may have been misread, that is the next."""
    count = FRUGAL_CRAWLS if is_doubtful else 0 if is_full else None
    if is_doubtful or is_complete:
        execute(connection, "goodseed_spiders/count_crawl", seller=seller, count=count)


async def recall(settings: BaseSettings, seller: str, arguments: CrawlArguments) -> RememberedPages:
    """What the crawl may use of what is remembered; nothing when it belongs to no job."""
    if settings.get("JOB") is None:
        return RememberedPages()
    since_full, is_known = await asyncio.to_thread(_look, seller)
    is_full = must_be_full(is_test=arguments.mode == "test", is_asked=arguments.full, crawls_since_full=since_full)
    return RememberedPages() if is_full or not is_known else RememberedPages(seller)


def _look(seller: str) -> tuple[int, bool]:
    with transaction() as connection:
        row = execute(connection, "goodseed_spiders/crawls_since_full", seller=seller).one()
    return row.crawls_since_full, row.has_pages


def _find(seller: str, urls: list[str]) -> dict[str, RememberedPage]:
    with transaction() as connection:
        rows = execute(connection, "goodseed_spiders/remembered_pages", seller=seller, urls=urls).all()
    return {row.url: RememberedPage(row.etag, row.last_modified, row.sitemap_lastmod) for row in rows}
