"""What all sellers' spiders have in common: who the seller is, what a crawl was asked for, how it goes about it."""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest

from goodseed_spiders.arguments import BadArgument, CrawlArguments, Source, read_arguments
from goodseed_spiders.browser.errors import MissingBrowser
from goodseed_spiders.browser.registering import register
from goodseed_spiders.discovery import Listings, Sitemap
from goodseed_spiders.discovery.product_pages import ProductPages
from goodseed_spiders.discovery.sitemap import is_sitemap
from goodseed_spiders.downloading.pace import NONE, USUAL
from goodseed_spiders.hosts import hosts_of
from goodseed_spiders.html import is_cut_off, parse_html
from goodseed_spiders.pages import Pages
from goodseed_spiders.remembered import RememberedPages, recall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.discovery import Way
    from goodseed_spiders.items import RawProduct


# For a shop on this machine that is asked without a pause.
AT_ONCE = {"AUTOTHROTTLE_ENABLED": False, "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}


class SellerSpider(Spider):
    """A seller: its facts as class attributes, given by its own file.

    `sources` are the paths of its listings, or a `Source` where one is special. `browser`: its pages show nothing
    without JavaScript; `appears`: the CSS selector of what is on them once they do (none: when they have loaded).
    `ways` are the ways to find its products, tried in their order until one leads somewhere; a platform has
    them, and a seller may fix them. `page_parameter` is how its listings count pages; None: in the path.
    `is_scheduled`: crawled when its interval has passed, without being asked for.
    `delay` is the pause between two requests, seconds from and to; (0, 0) only for a shop on this machine.
    `promise` says which percentage of its products have a fact (of `goodseed_spiders.coverage`, or a "pack").
    """

    seller_name: ClassVar[str]
    homepage: ClassVar[str]
    platform: ClassVar[str]
    currency: ClassVar[str]
    sources: ClassVar[tuple[str | Source, ...]]
    ways: ClassVar[tuple[type[Way], ...]]
    page_parameter: ClassVar[str | None] = None
    is_scheduled: ClassVar[bool] = True
    browser: ClassVar[bool] = False
    appears: ClassVar[str] = ""
    delay: ClassVar[tuple[float, float]] = USUAL
    promise: ClassVar[dict[str, float]] = {"pack": 80, "price": 90}

    def __init__(self, name: str | None = None, own_sources: list[Source] | None = None, **arguments: Any):
        self.hosts = hosts_of(self.homepage)
        self.arguments: CrawlArguments = self.check_arguments(arguments)
        self.allowed_domains = sorted(self.hosts)
        self.pages = Pages(left=self.arguments.page_limit)
        # As an operator may have changed them in the database.
        self.own_sources = own_sources or self.declared_sources()
        self.remembered = RememberedPages()
        self.robots_sitemaps: list[str] = []
        self.obstacle: str | None = None
        self._ways: deque[type[Way]] = deque()
        super().__init__(name)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """A shop that needs no pause is asked for several pages at once."""
        super().update_settings(settings)
        if cls.delay == NONE:
            settings.setdict(AT_ONCE, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider of one crawl."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_sitemaps, signal=signals.robots_parsed)
        try:
            register(crawler.settings, spider)
        except MissingBrowser as error:
            spider.obstacle = str(error)
        return spider

    @classmethod
    def check_arguments(cls, given: Mapping[str, Any]) -> CrawlArguments:
        """The arguments of a crawl of this seller. Raises BadArgument."""
        arguments = read_arguments(given, hosts_of(cls.homepage), cls.homepage)
        if arguments.has_range and not arguments.sources and Listings not in cls.ways:
            ways = ", ".join(way.name for way in cls.ways)
            raise BadArgument(f"start_page, end_page: {cls.name} is found by {ways}, which has no pages; use max_pages")
        return arguments

    @classmethod
    def declared_sources(cls) -> list[Source]:
        """The sources that the seller's file names, with absolute addresses."""
        declared = [Source(url=source) if isinstance(source, str) else source for source in cls.sources]
        return [
            source.model_copy(
                update={
                    "url": cls.homepage.rstrip("/") + source.url,
                    "name": source.name or source.url.strip("/") or "shop",
                    "browser": cls.browser or source.browser,
                }
            )
            for source in declared
        ]

    def chosen_sources(self) -> list[Source]:
        """The sources to read: those that the crawl was given, else the seller's own."""
        return self.given_sources or self.own_sources

    @cached_property
    def given_sources(self) -> list[Source] | None:
        """The sources that the crawl was given; None when these are just the seller's own, all of them."""
        given = self.arguments.sources
        own = {(source.url.rstrip("/"), source.max_page) for source in self.own_sources}
        return None if given and {(source.url.rstrip("/"), source.max_page) for source in given} == own else given

    def needs_browser(self, source: Source) -> bool:
        """Whether the pages of a source come through the browser: its row says so, or the seller's file."""
        declared = {known.url for known in self.declared_sources() if known.browser}
        return self.browser or source.browser or source.url in declared

    async def start(self) -> AsyncIterator[Request]:
        """The first requests of the first way; of all that read sources, when the crawl was given some."""
        if self.obstacle:
            self.logger.error("Nothing is read: %s", self.obstacle)
            return
        self.remembered = await recall(self.settings, self.name, self.arguments)
        await self._read_robots()
        self.pages.is_cut = self.given_sources is not None or self.arguments.start_page > 1
        opened = [way(self) for way in self._choose_ways()]
        self.logger.info("Products are looked for by %s", ", ".join(way.name for way in opened))
        for way in opened:
            for request in way.open():
                yield request

    def _choose_ways(self) -> Iterator[type[Way]]:
        """The first of the seller's ways; of sources that the crawl was given, the ways to read these, all at once."""
        if not self.given_sources:
            # Only listings have pages of which some can be chosen.
            self._ways = deque((Listings,) if self.arguments.has_range else self.ways)
            yield self._ways.popleft()
            return
        kinds = {is_sitemap(source.url) for source in self.given_sources}
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
        """Fetch robots.txt, which the first request would do anyway: it may name the sitemaps.

        Sources that the crawl was given need not be at the homepage. When it cannot be read, the pages will tell.
        """
        robots = self.crawler.get_downloader_middleware(RobotsTxtMiddleware)
        if robots and not self.given_sources:
            with suppress(IgnoreRequest):
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
