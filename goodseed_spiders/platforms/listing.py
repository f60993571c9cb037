"""Shops that are read from listings alone: every page of every source, a few at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from goodseed_spiders.failures import kind_of
from goodseed_spiders.html import UnreadablePage, is_cut_off
from goodseed_spiders.platforms.pagination import find_last_page, page_address
from goodseed_spiders.seller_spider import SellerSpider
from pipelines.normalise.links import url_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from selectolax.lexbor import LexborHTMLParser
    from twisted.python.failure import Failure

    from goodseed_spiders.arguments import Source
    from goodseed_spiders.items import RawProduct

# WooCommerce's own word that a listing is empty.
NO_PRODUCTS = ".woocommerce-no-products-found, .woocommerce-info"
# So many pages of a source are asked for ahead: page N asks for page N + AHEAD, so that a shop of
# thousands of pages never has thousands of requests in memory.
AHEAD = 16


@dataclass(slots=True)
class Listing:
    """One source while it is read. `last` is None until the shop has told its number of pages, and may grow;
    `asked` is the last page that was asked for.

    A shop that never tells is read on, page by page, until one brings nothing new.
    """

    source: Source
    first: int
    limit: int | None
    last: int | None = None
    asked: int = 0
    reads_on: bool = False
    previous: frozenset[str | None] = field(default_factory=frozenset)


class ListingSpider(SellerSpider):
    """Reads listings; a platform on top of it says what a page holds (`read_page`)."""

    async def start(self) -> AsyncIterator[Request]:
        """The first page of each source."""
        sources = {page_address(source.url, 1): source for source in self.arguments.sources or self.own_sources}
        self._listings = [self._open(source) for source in sources.values()]
        self.pages.is_cut = self.arguments.sources is not None or self.arguments.start_page > 1
        self._left = self.arguments.page_limit
        for listing in self._listings:
            for request in self._ask(listing, upto=listing.first):
                yield request

    def parse_listing(self, response: Response, listing: Listing, page: int) -> Iterator[RawProduct | Request]:
        """The products of a page, and the requests of pages that it leads to."""
        if response.status == 404:  # reading on, beyond the last page
            self.pages.asked -= 1
            return
        try:
            tree, products = self.read_response(response)
        except UnreadablePage as error:
            yield from self._skip(listing, page, str(error), response.url)
            return
        self.pages.done += 1
        self._doubt(response, tree, products)
        yield from products
        yield from self._follow(listing, page, tree, products)

    def fail_listing(self, failure: Failure) -> Iterator[Request]:
        """Count a page that could not be read, and go on with the others."""
        request: Request = failure.request  # type: ignore[attr-defined]
        yield from self._skip(**request.cb_kwargs, kind=kind_of(failure), url=request.url)

    def _skip(self, listing: Listing, page: int, kind: str, url: str) -> Iterator[Request]:
        self.pages.failures[kind] += 1
        self.logger.warning("Page %s could not be read: %s", url, kind)
        if listing.last is not None:
            yield from self._ask(listing, upto=page + AHEAD)

    def _open(self, source: Source) -> Listing:
        limits = [limit for limit in (source.max_page, self.arguments.end_page) if limit]
        first = self.arguments.start_page
        return Listing(source, first, limit=min(limits, default=None), asked=first - 1)

    def _doubt(self, response: Response, tree: LexborHTMLParser, products: list[RawProduct]) -> None:
        """Note what makes a page look as if it were not the whole page that was asked for."""
        asked_for = response.meta.get("redirect_urls", [response.url])[0]
        doubts = {
            "no products": not products and tree.css_first(NO_PRODUCTS) is None,
            "cut off": products[-1].is_cut_off if products else is_cut_off(response.body),
            "redirected": url_key(asked_for) != url_key(response.url),
        }
        for kind in (kind for kind, is_so in doubts.items() if is_so):
            self.pages.doubts[kind] += 1
            self.logger.warning("Page %s: %s", asked_for, kind)

    def _follow(
        self, listing: Listing, page: int, tree: LexborHTMLParser, products: list[RawProduct]
    ) -> Iterator[Request]:
        told = None if listing.reads_on else find_last_page(tree, page)
        if page == listing.first and told is None:
            listing.reads_on = True
        if listing.reads_on:
            links = frozenset(product.url for product in products)
            if links - listing.previous:
                listing.previous = links
                yield from self._ask(listing, upto=page + 1)
            return
        listing.last = max(told or 0, listing.last or 0)
        self._count_pages()
        yield from self._ask(listing, upto=page + AHEAD)

    def _ask(self, listing: Listing, upto: int) -> Iterator[Request]:
        """The requests of the next pages, as far as there are any and as far as they were asked for."""
        last = upto if listing.last is None else min(upto, listing.last)
        while listing.asked < last:
            if self._left == 0 or listing.asked == listing.limit:
                self.pages.is_cut = True
                return
            listing.asked += 1
            self.pages.asked += 1
            if self._left is not None:
                self._left -= 1
            yield self._request(listing, listing.asked)

    def _request(self, listing: Listing, page: int) -> Request:
        return Request(
            page_address(listing.source.url, page),
            callback=self.parse_listing,
            errback=self.fail_listing,
            cb_kwargs={"listing": listing, "page": page},
            meta={"handle_httpstatus_list": [404]} if listing.reads_on else {},
        )

    def _count_pages(self) -> None:
        """How many pages there are to read in all, once every source has told its own."""
        counts = [
            max(0, min(listing.last, listing.limit or listing.last) - listing.first + 1)
            for listing in self._listings
            if listing.last is not None
        ]
        if len(counts) == len(self._listings):
            total, limit = sum(counts), self.arguments.page_limit
            self.pages.total = total if limit is None else min(total, limit)
