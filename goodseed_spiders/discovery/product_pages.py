"""Product pages, once their addresses are known: a few at a time, and none that is known to be as it was."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from goodseed_spiders.discovery.way import Way
from goodseed_spiders.html import UnreadablePage
from goodseed_spiders.middlewares.conditional import MAY_BE_UNCHANGED
from goodseed_spiders.reading import asked_address, describe_page, is_unchanged
from pipelines.normalise.links import host_of, url_key
from pipelines.page import PagesUnchanged

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from goodseed_spiders.discovery.way import Found
    from goodseed_spiders.seller_spider import SellerSpider

# So many are asked for at a time: the requests of a shop of 100,000 products must not all wait in memory.
AHEAD = 16
GONE = [404, 410]


class ProductPages(Way):
    """Reads product pages that listings or sitemaps have named, each once."""

    name = "product pages"

    def __init__(self, spider: SellerSpider):
        super().__init__(spider)
        self._waiting: deque[tuple[str, datetime | None]] = deque()
        self._known: set[str] = set()
        self._under_way = 0

    def open(self) -> Iterator[Request]:
        """The next requests, as many as may be under way."""
        while self._waiting and self._under_way < AHEAD:
            url, lastmod = self._waiting.popleft()
            meta = {**MAY_BE_UNCHANGED, "handle_httpstatus_list": [304, *GONE]}
            for request in self.ask(url, self.read, meta=meta, browser=self.spider.browser, lastmod=lastmod):
                self._under_way += 1
                yield request

    def is_new(self, url: str) -> bool:
        """Whether a page has not been named before; it is now."""
        key = url_key(url)
        if key in self._known:
            return False
        self._known.add(key)
        return True

    def add(self, pages: Iterable[tuple[str, datetime | None]]) -> Iterator[Request]:
        """Take the addresses of product pages, with their lastmod in the sitemap; the requests that follow."""
        fresh = [page for page in pages if host_of(page[0]) in self.spider.hosts and self.is_new(page[0])]
        self.pages.found += len(fresh)
        self._waiting += fresh
        yield from self.open()

    def leave_out(self, urls: list[str]) -> PagesUnchanged:
        """Count pages that need not be asked for, because they are known to be as they were."""
        fresh = [url for url in urls if self.is_new(url)]
        for count in ("found", "asked", "done", "unchanged"):
            setattr(self.pages, count, getattr(self.pages, count) + len(fresh))
        return PagesUnchanged(tuple(fresh))

    def read(self, response: Response, lastmod: datetime | None) -> Iterator[Found]:
        """The products of a page, what is to be remembered of it, and the next requests."""
        self._under_way -= 1
        yield from self._read(response, lastmod)
        yield from self.open()

    def fail(self, failure: Failure) -> Iterator[Request]:
        """Count a page that could not be read, and go on with the others."""
        self._under_way -= 1
        super().fail(failure)
        yield from self.open()

    def _read(self, response: Response, lastmod: datetime | None) -> Iterator[Found]:
        if is_unchanged(response):
            self.pages.done += 1
            self.pages.unchanged += 1
            yield PagesUnchanged((asked_address(response),))
            return
        if response.status in GONE:
            self.pages.done += 1
            self.pages.gone += 1
            return
        try:
            _, products = self.spider.read_response(response)
        except UnreadablePage as error:
            self.skip(response.url, str(error))
            return
        self.pages.done += 1
        has_moved = url_key(asked_address(response)) != url_key(response.url)
        if not products:  # a page of another kind, or one that is broken just now: not to be remembered
            self.pages.empty.add(url_key(asked_address(response)))
            self.spider.logger.debug("Page %s: no product", response.url)
            return
        yield from products
        page = describe_page(response, products, lastmod)
        if page and not has_moved:
            yield page
