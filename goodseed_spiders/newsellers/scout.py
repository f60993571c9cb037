"""A polite look at a shop: its homepage, the calls by which platforms tell their catalogue, a listing, a product."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.exceptions import DontCloseSpider

from goodseed_spiders.discovery.sitemap_file import choose_sitemaps, read_sitemap
from goodseed_spiders.hosts import hosts_of
from goodseed_spiders.html import UnreadablePage, parse_html
from goodseed_spiders.newsellers.findings import Findings, look_at_page
from goodseed_spiders.newsellers.links import choose_product, find_product, own_links
from goodseed_spiders.platforms.recognition import Recognition, prefer
from goodseed_spiders.platforms.shopify.products_json import PATH as SHOPIFY_FEED
from goodseed_spiders.platforms.woocommerce.store_api import PATH as STORE_API

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from selectolax.lexbor import LexborHTMLParser
    from twisted.python.failure import Failure


class Scout(Spider):
    """Asks for a handful of pages, one after the other, and keeps what they tell in `findings`."""

    name = "scout"
    custom_settings = {"ITEM_PIPELINES": {}}  # noqa: RUF012 (Scrapy reads it from the class)

    def __init__(self, findings: Findings, delay: tuple[float, float], **arguments: Any):
        super().__init__(**arguments)
        self.findings = findings
        self.homepage = findings.homepage
        self.delay = delay
        self.hosts = hosts_of(findings.homepage)
        self.allowed_domains = sorted(self.hosts)
        self._sitemaps: list[str] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider of one look."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_sitemaps, signal=signals.robots_parsed)
        crawler.signals.connect(spider.look_further, signal=signals.spider_idle)
        return spider

    def note_sitemaps(self, robotparser: Any) -> None:
        """Keep the sitemaps that robots.txt names."""
        self._sitemaps = list(robotparser.rp.sitemaps)

    def look_further(self) -> None:
        """Ask for the sitemap, when all else has not told what the shop runs."""
        if self.findings.recognition is None and self._sitemaps:
            assert self.crawler.engine is not None
            self.crawler.engine.crawl(self._try(self._sitemaps[0], self.read_sitemap))
            self._sitemaps = []
            raise DontCloseSpider

    async def start(self) -> AsyncIterator[Request]:
        """The homepage."""
        yield Request(self.findings.homepage, self.read_homepage, errback=self.note_failure)

    def read_homepage(self, response: Response) -> Iterator[Request]:
        """What the homepage tells, and the calls and pages to try: some homepages show nothing of the shop behind."""
        product = self._find_product(self.read_page(response), response.url)
        root = self.findings.homepage.rstrip("/")
        platform = self.findings.recognition.platform if self.findings.recognition else None
        if platform in (None, "woocommerce", "structured_data"):
            yield self._try(f"{root}{STORE_API}?per_page=1", self.read_store_api)
        if platform in (None, "shopify", "structured_data"):
            yield self._try(f"{root}{SHOPIFY_FEED}?limit=1", self.read_feed)
        if self.findings.listings:
            read = self.read_last_page if product else self.read_listing
            yield Request(self.findings.listings[0], read, errback=self.note_failure)
        if product:
            yield Request(product, self.read_last_page, errback=self.note_failure)

    def read_listing(self, response: Response) -> Iterator[Request]:
        """What a listing tells, and the page of one of its products."""
        if product := self._find_product(self.read_page(response), response.url):
            yield Request(product, self.read_last_page, errback=self.note_failure)

    def read_sitemap(self, response: Response) -> Iterator[Request]:
        """The first product that a sitemap names, or the first sitemap of products in an index."""
        sitemap = read_sitemap(response)
        if sitemap is None:
            return
        if sitemap.is_index:
            if not response.meta.get("is_of_index"):
                for entry in list(choose_sitemaps(sitemap.entries))[:1]:
                    yield self._try(response.urljoin(entry.url), self.read_sitemap, is_of_index=True)
            return
        links = list(own_links((entry.url for entry in sitemap.entries), response.url, self.homepage))
        if product := choose_product(links, links if response.meta.get("is_of_index") else ()):
            yield Request(product, self.read_last_page, errback=self.note_failure)

    def read_last_page(self, response: Response) -> None:
        """What a page tells from which nothing follows."""
        self.read_page(response)

    def read_page(self, response: Response) -> LexborHTMLParser | None:
        """Keep what any page tells; its tree, if it has one."""
        try:
            tree = parse_html(response)
        except UnreadablePage as error:
            self.findings.notes.append(f"{response.url}: {error}")
            return None
        before = self.findings.recognition
        look_at_page(self.findings, tree, response.text, response.url)
        recognition = self.findings.recognition
        if recognition and recognition != before:
            self.findings.notes.append(f"{response.url}: {'; '.join(recognition.reasons)}")
        return tree

    def read_store_api(self, response: Response) -> None:
        """WooCommerce's public catalogue, if that is what answers."""
        told = _parse(response)
        if isinstance(told, list) and told and isinstance(told[0], dict):
            total = (response.headers.get("X-WP-Total") or b"?").decode()
            self._recognise("woocommerce", f"the Store API answers: {total} products")
            self.findings.currency = (told[0].get("prices") or {}).get("currency_code") or self.findings.currency

    def read_feed(self, response: Response) -> None:
        """Shopify's feed, if that is what answers."""
        told = _parse(response)
        if isinstance(told, dict) and isinstance(told.get("products"), list):
            self._recognise("shopify", "the feed /products.json answers")

    def note_failure(self, failure: Failure) -> None:
        """Keep what could not be read."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.findings.notes.append(f"{request.url}: {failure.getErrorMessage()}")

    def _recognise(self, platform: str, reason: str) -> None:
        self.findings.recognition = prefer(self.findings.recognition, Recognition(platform, (reason,)))
        self.findings.notes.append(reason)

    def _find_product(self, tree: LexborHTMLParser | None, url: str) -> str | None:
        return None if tree is None else find_product(tree, url, self.homepage)

    def _try(self, url: str, read: Any, **meta: Any) -> Request:
        return Request(url, read, errback=lambda _: None, meta=meta)


def _parse(response: Response) -> Any:
    try:
        return json.loads(response.body)
    except ValueError:
        return None
