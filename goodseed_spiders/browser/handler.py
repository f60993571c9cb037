"""Fetches pages with Chromium: a request with `meta["browser"]` does so, any other goes the usual way.

A response is the page as its scripts have drawn it. Every page of the browser is closed again, whatever comes of it.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, cast

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy import signals
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy_playwright.handler import Download, ScrapyPlaywrightDownloadHandler

from goodseed_spiders.browser.blocking import is_unwanted
from goodseed_spiders.browser.errors import BrowserFailed, NothingAppeared
from pipelines.normalise.links import host_of

if TYPE_CHECKING:
    from playwright.async_api import Page
    from playwright.async_api import Request as PageRequest
    from playwright.async_api import Response as PageResponse
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from goodseed_spiders.seller_spider import SellerSpider

logger = logging.getLogger(__name__)

BY_BROWSER = "browser"
PAGES_LEFT_OPEN = "browser/pages_left_open"
CLOSING_SECONDS = 10
# What is drawn piece by piece is complete when its number has not changed for so long.
SETTLING_SECONDS = 0.25
_ERRORS: dict[str, type[Exception]] = {
    "net::ERR_NAME_NOT_RESOLVED": CannotResolveHostError,
    "net::ERR_CONNECTION_REFUSED": DownloadConnectionRefusedError,
    "net::ERR_TIMED_OUT": DownloadTimeoutError,
    "net::ERR_CONNECTION_TIMED_OUT": DownloadTimeoutError,
    "net::": DownloadFailedError,
}


class BrowserPages(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """scrapy-playwright's own, which knows when a page is ready and never leaves one open."""

    lazy = False  # it starts its driver when the engine starts

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        spider = cast("SellerSpider", crawler.spider)
        self._hosts, self._appears = spider.hosts, spider.appears
        self._patience = crawler.settings.getfloat("BROWSER_PATIENCE")
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._pages: dict[Request, Page] = {}
        self._meta = {
            "playwright": True,
            "playwright_context_kwargs": {
                "user_agent": crawler.settings["USER_AGENT"],
                "locale": "en-US",
                "service_workers": "block",
                "accept_downloads": False,
            },
        }
        self.abort_request = self._is_unwanted
        crawler.signals.connect(self._count_left, signal=signals.spider_closed)

    async def download_request(self, request: Request) -> Response:
        """The page as it is in the browser; raises Scrapy's own exceptions of downloads."""
        if not request.meta.get(BY_BROWSER):
            return cast("Response", await super().download_request(request))
        request.meta.update(self._meta, playwright_page_goto_kwargs={"wait_until": "domcontentloaded"})
        try:
            response: Response = await super().download_request(request)
        except PlaywrightError as error:
            raise translate(error) from error
        finally:
            if page := self._pages.pop(request, None):
                await self._close_page(page)
        if host_of(response.url) not in self._hosts:
            raise IgnoreRequest(f"offsite: the browser was led to {response.url}")
        # These tell a version of the page as it was sent, before its scripts have drawn it.
        for name in ("ETag", "Last-Modified"):
            response.headers.pop(name, None)
        return response

    async def close(self) -> None:
        """Close the browser."""
        try:
            await super().close()
        except PlaywrightError as error:  # it went away before us: Ctrl-C reaches its driver, too
            logger.debug("Closing the browser: %s", error)

    def _count_left(self) -> None:
        left = self._get_total_page_count()
        self.stats.set_value(PAGES_LEFT_OPEN, left)
        if left:
            logger.warning("%d pages of the browser were left open", left)

    def _is_unwanted(self, request: PageRequest) -> bool:
        return is_unwanted(request.url, request.resource_type, self._hosts)

    async def _create_page(self, request: Request, spider: Spider) -> Page:
        making = asyncio.ensure_future(super()._create_page(request, spider))
        try:
            page: Page = await asyncio.shield(making)
        except asyncio.CancelledError:
            making.add_done_callback(self._close_made)
            raise
        self._pages[request] = page
        page.on("popup", self._close_page)
        return page

    def _close_made(self, making: asyncio.Future[Page]) -> None:
        if not making.cancelled() and not making.exception():
            self._closing = asyncio.ensure_future(self._close_page(making.result()))

    async def _download_request_with_page(self, request: Request, page: Page, spider: Spider) -> Response:
        seconds = request.meta.get("download_timeout", self._timeout)
        try:
            async with asyncio.timeout(seconds):
                return cast("Response", await super()._download_request_with_page(request, page, spider))
        except TimeoutError:
            raise DownloadTimeoutError(f"{request.url} took longer than {seconds:g} s in the browser") from None
        finally:
            await self._close_page(page)

    async def _get_response_and_download(
        self, request: Request, page: Page, spider: Spider
    ) -> tuple[PageResponse | None, Download | None]:
        response, download = await super()._get_response_and_download(request, page, spider)
        if response is not None and response.ok and not download:
            await self._wait_for_contents(page)
        return response, download

    async def _wait_for_contents(self, page: Page) -> None:
        milliseconds = self._patience * 1000
        if not self._appears:
            await page.wait_for_load_state("load", timeout=milliseconds)
            return
        try:
            await page.wait_for_selector(self._appears, state="attached", timeout=milliseconds)
        except PlaywrightTimeout:
            raise NothingAppeared(f"no {self._appears!r} on {page.url} within {self._patience:g} s") from None
        seen, count = 0, 1
        while seen != count:
            seen = count
            await asyncio.sleep(SETTLING_SECONDS)
            count = await page.locator(self._appears).count()

    async def _close_page(self, page: Page) -> None:
        if page.is_closed():
            return
        try:
            # Shielded: whoever gave the request up must not leave its page behind.
            await asyncio.shield(asyncio.wait_for(page.close(), CLOSING_SECONDS))
        except (PlaywrightError, TimeoutError) as error:
            logger.warning("A page of the browser could not be closed: %s", error or "it did not answer")
        self.stats.inc_value("playwright/page_count/closed")


def translate(error: PlaywrightError) -> Exception:
    """What Scrapy would have raised; BrowserFailed for what is the browser's own fault."""
    message = str(error).partition("\n")[0]
    if isinstance(error, PlaywrightTimeout):
        return DownloadTimeoutError(message)
    for words, kind in _ERRORS.items():
        if words in message:
            return kind(message)
    logger.error("Chromium failed: %s", message)
    return BrowserFailed(message)
