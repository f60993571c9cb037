"""Gives requests up while the browser is at them, and prints how many pages are open then and afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from goodseed_spiders.arguments import Source
from goodseed_spiders.spiders.demo import Demo


class GivingUp(Demo):
    """Asks the handler itself, as its own `download_request` does."""

    sources = (Source(url="/app/", browser=True),)

    async def start(self) -> AsyncIterator[Any]:
        """Give up a page that is open, then one that is not open yet."""
        engine, stats = self.crawler.engine, self.crawler.stats
        assert engine is not None
        handler: Any = engine.downloader.handlers._get_handler("http")
        request = Request(self.declared_sources()[0].url, meta={"browser": True})
        given_up = asyncio.ensure_future(handler.download_request(request))
        await wait_until(lambda: handler._get_total_page_count() == 1)
        await cancel(given_up)
        print(handler._get_total_page_count(), "left of one that was open", flush=True)
        given_up = asyncio.ensure_future(handler.download_request(request.copy()))
        await asyncio.sleep(0)
        await cancel(given_up)
        await wait_until(lambda: stats.get_value("playwright/page_count") == 2)
        await wait_until(lambda: handler._get_total_page_count() == 0)
        print(handler._get_total_page_count(), "left of one that was to be opened", flush=True)
        return
        yield


async def cancel(task: asyncio.Future[Any]) -> None:
    """Cancel, and wait until that is done."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def wait_until(is_so: Callable[[], bool]) -> None:
    """Look every now and then."""
    async with asyncio.timeout(60):
        while not is_so():  # noqa: ASYNC110 (nothing tells of it)
            await asyncio.sleep(0.02)


if __name__ == "__main__":
    process = AsyncCrawlerProcess(get_project_settings())
    process.crawl(GivingUp)
    process.start()
