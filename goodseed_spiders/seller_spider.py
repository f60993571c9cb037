"""What all sellers' spiders have in common: who the seller is, what a crawl was asked for, how it goes about it."""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware

from goodseed_spiders.arguments import CrawlArguments, Source, read_arguments
from goodseed_spiders.discovery import Listings, Sitemap
from goodseed_spiders.discovery.product_pages import ProductPages
from goodseed_spiders.discovery.sitemap import is_sitemap
from goodseed_spiders.hosts import hosts_of
from goodseed_spiders.html import is_cut_off, parse_html
from goodseed_spiders.pages import Pages
from goodseed_spiders.remembered import RememberedPages, recall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.discovery import Way
    from goodseed_spiders.items import RawProduct


class SellerSpider(Spider):
    """A seller: its facts as class attributes, given by its own file.

    `ways` are the ways to find its products, tried in their order until one leads somewhere; a platform has
    them, and a seller may fix them. `page_parameter` is how its listings count pages; None: in the path.
    `promise` says which percentage of its products have a fact (of `goodseed_spiders.coverage`, or a "pack").
    """

    seller_name: ClassVar[str]
    homepage: ClassVar[str]
    platform: ClassVar[str]
    currency: ClassVar[str]
    sources: ClassVar[tuple[str, ...]]
    ways: ClassVar[tuple[type[Way], ...]]
    page_parameter: ClassVar[str | None] = None
    promise: ClassVar[dict[str, float]] = {"pack": 80, "price": 90}

    def __init__(self, name: str | None = None, own_sources: list[Source] | None = None, **arguments: Any):
        self.hosts = hosts_of(self.homepage)
        self.arguments: CrawlArguments = read_arguments(arguments, self.hosts, self.homepage)
        self.allowed_domains = sorted(self.hosts)
        self.pages = Pages(left=self.arguments.page_limit)
        # As an operator may have changed them in the database.
        self.own_sources = own_sources or self.declared_sources()
        self.remembered = RememberedPages()
        self.robots_sitemaps: list[str] = []
        self._ways: deque[type[Way]] = deque()
        super().__init__(name)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider of one crawl."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_sitemaps, signal=signals.robots_parsed)
        return spider

    @classmethod
    def declared_sources(cls) -> list[Source]:
        """The sources that the seller's file names, with absolute addresses."""
        return [Source(url=cls.homepage.rstrip("/") + path, name=path.strip("/") or "shop") for path in cls.sources]

    def chosen_sources(self) -> list[Source]:
        """The sources to read: those that the crawl was given, else the seller's own."""
        return self.arguments.sources or self.own_sources

    async def start(self) -> AsyncIterator[Request]:
        """The first requests of the first way; of all that read sources, when the crawl was given some."""
        self.remembered = await recall(self.settings, self.name, self.arguments)
        await self._read_robots()
        self.pages.is_cut = self.arguments.sources is not None or self.arguments.start_page > 1
        opened = [way(self) for way in self._choose_ways()]
        self.logger.info("Products are looked for by %s", ", ".join(way.name for way in opened))
        for way in opened:
            for request in way.open():
                yield request

    def _choose_ways(self) -> Iterator[type[Way]]:
        """The first of the seller's ways; of sources that the crawl was given, the ways to read these, all at once."""
        self._ways = deque(() if self.arguments.sources else self.ways)
        if not self.arguments.sources:
            yield self._ways.popleft()
            return
        kinds = {is_sitemap(source.url) for source in self.arguments.sources}
        if True in kinds:
            yield Sitemap
        if False in kinds:
            yield Listings

    def next_way(self) -> Way | None:
        """The way to try when the one before it leads nowhere."""
        return self._ways.popleft()(self) if self._ways else None

    @cached_property
    def product_pages(self) -> ProductPages:
        """Reads the product pages that are found, whoever finds them."""
        return ProductPages(self)

    async def _read_robots(self) -> None:
        """Fetch robots.txt, which the first request would do anyway: it may name the sitemaps."""
        if robots := self.crawler.get_downloader_middleware(RobotsTxtMiddleware):
            await robots.robot_parser(Request(self.homepage))

    def note_sitemaps(self, robotparser: Any) -> None:
        """Keep the sitemaps that robots.txt names."""
        self.robots_sitemaps = list(robotparser.rp.sitemaps)

    def read_response(self, response: Response) -> tuple[LexborHTMLParser, list[RawProduct]]:
        """The page's tree and its raw products. Raises UnreadablePage."""
        tree = parse_html(response)
        return tree, self.read_tree(tree, response)

    def read_tree(self, tree: LexborHTMLParser, response: Response) -> list[RawProduct]:
        """The raw products of a page."""
        products = list(self.read_page(tree, response.url))
        self.pages.products += len(products)
        if products and is_cut_off(response.body):
            products[-1].is_cut_off = True
        return products

    @abstractmethod
    def read_page(self, tree: LexborHTMLParser, url: str) -> Iterable[RawProduct]:
        """The raw products of one page, saved or fresh. A platform says how."""

    def find_links(self, _tree: LexborHTMLParser, _url: str) -> list[str] | None:
        """The addresses of the product pages that a listing leads to; None: its cards tell everything."""
        return None

    def may_be_product(self, url: str) -> bool:
        """Whether an address in a sitemap may be a product's. A platform knows better."""
        return url.rstrip("/") not in {
            self.homepage.rstrip("/"),
            *(source.url.rstrip("/") for source in self.own_sources),
        }
