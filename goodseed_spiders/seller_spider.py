"""What all sellers' spiders have in common: who the seller is, what a crawl was asked for, how far it is."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Spider

from goodseed_spiders.arguments import CrawlArguments, Source, read_arguments
from goodseed_spiders.hosts import hosts_of
from goodseed_spiders.html import is_cut_off, parse_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.http import Response
    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.items import RawProduct


@dataclass(slots=True)
class Pages:
    """The pages of a crawl: asked for, read, and known to be there in all (None: not known yet).

    `failures` counts the pages that could not be read, `doubts` those that were read and do not look whole,
    both by kind. `is_cut` is set when the crawl was told to leave some of the shop's pages out.
    """

    asked: int = 0
    done: int = 0
    total: int | None = None
    failures: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    is_cut: bool = False

    @property
    def lost(self) -> int:
        """Pages that were asked for and never answered: a redirect that may not be followed, say."""
        return self.asked - self.done - self.failures.total()

    @property
    def are_all_read(self) -> bool:
        """Whether everything that the shop lists was read, and nothing looks wrong about it."""
        return self.asked == self.done and not self.failures and not self.doubts and not self.is_cut


class SellerSpider(Spider):
    """A seller: its facts as class attributes, given by its own file.

    `promise` says which percentage of its products have a fact (of `goodseed_spiders.coverage`, or a "pack").
    """

    seller_name: ClassVar[str]
    homepage: ClassVar[str]
    platform: ClassVar[str]
    currency: ClassVar[str]
    sources: ClassVar[tuple[str, ...]]
    promise: ClassVar[dict[str, float]] = {"pack": 80, "price": 90}

    def __init__(self, name: str | None = None, own_sources: list[Source] | None = None, **arguments: Any):
        self.hosts = hosts_of(self.homepage)
        self.arguments: CrawlArguments = read_arguments(arguments, self.hosts, self.homepage)
        self.allowed_domains = sorted(self.hosts)
        self.pages = Pages()
        # As an operator may have changed them in the database.
        self.own_sources = own_sources or self.declared_sources()
        super().__init__(name)

    @classmethod
    def declared_sources(cls) -> list[Source]:
        """The sources that the seller's file names, with absolute addresses."""
        return [Source(url=cls.homepage.rstrip("/") + path, name=path.strip("/") or "shop") for path in cls.sources]

    def read_response(self, response: Response) -> tuple[LexborHTMLParser, list[RawProduct]]:
        """The page's tree and its raw products. Raises UnreadablePage."""
        tree = parse_html(response)
        products = list(self.read_page(tree, response.url))
        if products and is_cut_off(response.body):
            products[-1].is_cut_off = True
        return tree, products

    @abstractmethod
    def read_page(self, tree: LexborHTMLParser, url: str) -> Iterable[RawProduct]:
        """The raw products of one page, saved or fresh. A platform says how."""
