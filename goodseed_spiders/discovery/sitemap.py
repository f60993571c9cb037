"""By sitemap: one request for a thousand addresses, and a date for each that tells whether it need be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.discovery.sitemap_file import choose_sitemaps, read_sitemap
from goodseed_spiders.discovery.way import Way
from pipelines.normalise.links import canonical_url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from scrapy import Request
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from goodseed_spiders.discovery.sitemap_file import Entry
    from goodseed_spiders.discovery.way import Found

# Where sitemaps are when robots.txt names none: Yoast's, WordPress's own, everybody's.
USUAL_PLACES = ("/sitemap_index.xml", "/wp-sitemap.xml", "/sitemap.xml")


class Sitemap(Way):
    """Reads the sources that are sitemaps, else those that robots.txt names, else looks in the usual places."""

    name = "sitemap"

    def open(self) -> Iterator[Request]:
        """The sitemaps that are known, or the first place to look for one."""
        self.pages.listed = 0
        self._under_way = 0
        self._places = [self.spider.homepage.rstrip("/") + path for path in USUAL_PLACES]
        declared = [source.url for source in self.spider.chosen_sources() if is_sitemap(source.url)]
        yield from self._ask_all(declared) if declared else self._look()

    async def read(self, response: Response) -> AsyncIterator[Found]:
        """The sitemaps and product pages that a sitemap leads to."""
        sitemap = read_sitemap(response)
        if sitemap is None:
            self.skip(response.url, "no sitemap")
        else:
            self.pages.done += 1
            self.pages.listed = (self.pages.listed or 0) + 1
            if sitemap.is_index:
                addresses = [response.urljoin(entry.url) for entry in choose_sitemaps(sitemap.entries)]
                for request in self._ask_all(addresses):
                    yield request
            else:
                async for found in self._sort(response.url, sitemap.entries):
                    yield found
        for request in self._end_one():
            yield request

    async def read_trial(self, response: Response) -> AsyncIterator[Found]:
        """The same for an address that may be none of a sitemap."""
        if read_sitemap(response) is None:
            for request in self.miss(response.url, "no sitemap"):
                yield request
        else:
            async for found in self.read(response):
                yield found

    def miss(self, url: str, why: str) -> Iterator[Request]:
        """Look in the next place; after the last, try the next way."""
        self._under_way -= 1
        if self.spider.robots_sitemaps or self._places:
            self.pages.untell()
            yield from self._look()
        else:
            yield from super().miss(url, why)

    def fail(self, failure: Failure) -> Iterator[Request]:
        """Count a sitemap that could not be read."""
        yield from super().fail(failure)
        yield from self._end_one()

    def _ask_all(self, urls: Iterable[str]) -> Iterator[Request]:
        for url in urls:
            for request in self.ask(url, self.read):
                self._under_way += 1
                yield request

    def _look(self) -> Iterator[Request]:
        """Ask for what robots.txt names, else for the next usual place."""
        if named := self.spider.robots_sitemaps:
            self.spider.robots_sitemaps = []
            self._places = []
            yield from self._ask_all(named)
            return
        for request in self.try_out(self._places.pop(0), self.read_trial):
            self._under_way += 1
            yield request

    async def _sort(self, sitemap: str, entries: tuple[Entry, ...]) -> AsyncIterator[Found]:
        """Leave out the pages of which the sitemap says that they are as they were, and ask for the others."""
        listed = {canonical_url(entry.url, sitemap) or "": entry.lastmod for entry in entries}
        pages = {url: lastmod for url, lastmod in listed.items() if url and self.spider.may_be_product(url)}
        known = await self.spider.remembered.find(pages)
        same = [url for url, page in known.items() if page.sitemap_lastmod and page.sitemap_lastmod == pages[url]]
        if same:
            yield self.spider.product_pages.leave_out(same)
        for request in self.spider.product_pages.add(pages.items()):
            yield request

    def _end_one(self) -> Iterator[Request]:
        """After the last sitemap: if none named a product, the next way."""
        self._under_way -= 1
        if not self._under_way and not self.pages.found and (following := self.spider.next_way()):
            yield from self.hand_over(following, "no sitemap names a product")


def is_sitemap(url: str) -> bool:
    """Whether an address is a sitemap's, to tell it from a listing's.

    >>> is_sitemap("https://shop.example/product-sitemap.xml"), is_sitemap("https://shop.example/shop/")
    (True, False)
    """
    path = url.partition("?")[0]
    return path.endswith((".xml", ".xml.gz"))
