"""Fetches pages with Chromium: requests with `meta["browser"]` do so, others go the usual way; each in its turn.

A response is the page as its scripts have drawn it. Every page of the browser is closed again, whatever comes of it.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy import signals
from scrapy.exceptions import DownloadTimeoutError
from scrapy_playwright.handler import Download, ScrapyPlaywrightDownloadHandler
from scrapy_playwright.headers import use_scrapy_headers

from goodseed_spiders.browser.blocking import is_unwanted
from goodseed_spiders.browser.errors import NothingAppeared
from goodseed_spiders.browser.proxy import read_proxy
from goodseed_spiders.browser.translating import is_of_proxy, translate
from goodseed_spiders.downloading.challenge import find_challenge
from goodseed_spiders.downloading.guard import is_on_site
from goodseed_spiders.downloading.manners import manners_of
from goodseed_spiders.downloading.shops import shop_of
from goodseed_spiders.middlewares.proxies import USED
from goodseed_spiders.unread import Unread

if TYPE_CHECKING:
    from playwright.async_api import Page
    from playwright.async_api import Request as PageRequest
    from playwright.async_api import Response as PageResponse
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from goodseed_spiders.downloading.proxies import Proxy
    from goodseed_spiders.seller_spider import SellerSpider

logger = logging.getLogger(__name__)

BY_BROWSER = "browser"
PAGES_LEFT_OPEN = "browser/pages_left_open"
CLOSING_SECONDS = 10
# What is drawn piece by piece is complete when its number has not changed for so long.
SETTLING_SECONDS = 0.25


class BrowserPages(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """scrapy-playwright's own, which knows when a page is ready and never leaves one open."""

    lazy = False  # it starts its driver when the engine starts

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        self.crawler = crawler
        spider = cast("SellerSpider", crawler.spider)
        self._hosts, self._appears = spider.hosts, spider.appears
        self._patience = crawler.settings.getfloat("BROWSER_PATIENCE")
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._pages: dict[Request, Page] = {}
        self._proxy: Proxy | None = None
        self._context = {
            "user_agent": crawler.settings["USER_AGENT"],
            "locale": "en-US",
            "service_workers": "block",
            "accept_downloads": False,
        }
        self.abort_request = self._is_unwanted
        self.process_request_headers = write_headers
        crawler.signals.connect(self._count_left, signal=signals.spider_closed)

    async def download_request(self, request: Request) -> Response:
        """The response, in the request's turn. Raises Scrapy's own exceptions of downloads, and Unread."""
        if request.meta.get(BY_BROWSER):
            return await self._download_by_browser(request)
        return await manners_of(self.crawler).send(request, super().download_request)

    async def close(self) -> None:
        """Close the browser."""
        try:
            await super().close()
        except PlaywrightError as error:  # it went away before us: Ctrl-C reaches its driver, too
            logger.debug("Closing the browser: %s", error)

    async def _download_by_browser(self, request: Request) -> Response:
        request.meta.update(playwright=True, playwright_page_goto_kwargs={"wait_until": "domcontentloaded"})
        try:
            response: Response = await super().download_request(request)
        except PlaywrightError as error:
            if is_of_proxy(error):
                await self._leave_proxy()
            raise translate(error) from error
        finally:
            if page := self._pages.pop(request, None):
                await self._close_page(page)
        if not is_on_site(urlsplit(response.url).hostname or "", self._hosts):
            raise Unread("offsite", f"the browser was led to {response.url}")
        # These tell a version of the page as it was sent, before its scripts have drawn it.
        for name in ("ETag", "Last-Modified"):
            response.headers.pop(name, None)
        return response

    async def _create_page(self, request: Request, spider: Spider) -> Page:
        self._choose_proxy(request)
        making = asyncio.ensure_future(super()._create_page(request, spider))
        try:
            page: Page = await asyncio.shield(making)
        except asyncio.CancelledError:
            making.add_done_callback(self._close_made)
            raise
        self._pages[request] = page
        page.on("popup", self._close_page)
        page.on("request", self._note_sent)
        return page

    async def _download_request_with_page(self, request: Request, page: Page, spider: Spider) -> Response:
        seconds = request.meta.get("download_timeout", self._timeout)
        show = super()._download_request_with_page

        async def show_in_time(request: Request) -> Response:
            try:
                async with asyncio.timeout(seconds):
                    return cast("Response", await show(request, page, spider))
            except TimeoutError:
                raise DownloadTimeoutError(f"{request.url} took longer than {seconds:g} s in the browser") from None

        try:
            # Its turn begins here, with the browser and the page at hand.
            return await manners_of(self.crawler).send(request, show_in_time)
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
            if find_challenge({}, (await page.content()).encode()):
                return  # whoever sees the response next says what that means
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

    def _close_made(self, making: asyncio.Future[Page]) -> None:
        if not making.cancelled() and not making.exception():
            self._closing = asyncio.ensure_future(self._close_page(making.result()))

    def _count_left(self) -> None:
        left = self._get_total_page_count()
        self.stats.set_value(PAGES_LEFT_OPEN, left)
        if left:
            logger.warning("%d pages of the browser were left open", left)

    def _note_sent(self, request: PageRequest) -> None:
        if request.is_navigation_request():
            manners_of(self.crawler).turns.note_sent(shop_of(request.url))

    def _is_unwanted(self, request: PageRequest) -> bool:
        return is_unwanted(request.url, request.resource_type, self._hosts)

    def _choose_proxy(self, request: Request) -> None:
        """The first page's proxy is that of the whole context; what it does is noted for that one."""
        proxy = self._proxy = self._proxy or request.meta.get(USED)
        request.meta["playwright_context_kwargs"] = self._context
        if proxy is not None:
            request.meta[USED] = proxy
            request.meta["playwright_context_kwargs"] = {**self._context, "proxy": read_proxy(proxy.url)}

    async def _leave_proxy(self) -> None:
        """Close the context, so that the next page makes one that goes through the next proxy."""
        self._proxy = None
        for wrapper in list(self.context_wrappers.values()):
            await wrapper.context.close()


async def write_headers(**facts: Any) -> dict[str, str]:
    """Scrapy's headers on a page of the browser, its name on all that the page loads; a login at a proxy on none."""
    headers: dict[str, str] = await use_scrapy_headers(**facts)
    return {name: value for name, value in headers.items() if name.lower() != "proxy-authorization"}
