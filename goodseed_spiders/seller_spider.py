"""What all sellers' spiders have in common: who the seller is, what a crawl was asked for, how far it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Spider
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.arguments import CrawlArguments, Source, read_arguments
from goodseed_spiders.hosts import hosts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.http import TextResponse

    from goodseed_spiders.items import RawProduct


@dataclass(slots=True)
class Pages:
    """The pages of a crawl: read, known to be there in all (None: not known yet), failed by kind.

    `is_cut` is set when the crawl was told to leave some of the shop's pages out.
    """

    done: int = 0
    total: int | None = None
    failures: Counter[str] = field(default_factory=Counter)
    is_cut: bool = False


class SellerSpider(Spider):
    """A seller: its facts as class attributes, given by its own file."""

    seller_name: ClassVar[str]
    homepage: ClassVar[str]
    platform: ClassVar[str]
    currency: ClassVar[str]
    sources: ClassVar[tuple[str, ...]]

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

    def read_response(self, response: TextResponse) -> tuple[LexborHTMLParser, list[RawProduct]]:
        """The page's tree and its raw products."""
        tree = LexborHTMLParser(_utf8(response))
        return tree, list(self.read_page(tree, response.url))

    def read_page(self, tree: LexborHTMLParser, url: str) -> Iterable[RawProduct]:
        """The raw products of one page, saved or fresh. A platform says how."""
        raise NotImplementedError(f"{type(self).__name__} has no platform")


def _utf8(response: TextResponse) -> bytes | str:
    """The page for the parser, which wants UTF-8: as it came, if it is that."""
    if response.encoding == "utf-8":
        try:
            response.body.decode()
        except UnicodeDecodeError:
            pass
        else:
            return response.body
    return response.text
