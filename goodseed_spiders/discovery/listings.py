"""By listing: every page of every source, a few at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodseed_spiders.discovery.pagination import find_last_page, page_address
from goodseed_spiders.discovery.sitemap import is_sitemap
from goodseed_spiders.discovery.way import Way
from goodseed_spiders.failures import kind_of
from goodseed_spiders.html import UnreadablePage, is_cut_off, parse_html
from goodseed_spiders.middlewares.conditional import MAY_BE_UNCHANGED
from goodseed_spiders.reading import asked_address, describe_page, is_unchanged
from pipelines.normalise.links import url_key
from pipelines.page import PagesUnchanged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy import Request
    from scrapy.http import Response
    from selectolax.lexbor import LexborHTMLParser
    from twisted.python.failure import Failure

    from goodseed_spiders.arguments import Source
    from goodseed_spiders.discovery.way import Found
    from goodseed_spiders.items import RawProduct

# WooCommerce's and Magento's own words that a listing is empty.
NO_PRODUCTS = ".woocommerce-no-products-found, .woocommerce-info, .message.info.empty"
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


class Listings(Way):
    """Reads the seller's listings: their cards tell everything, or lead to the products' own pages."""

    name = "listings"

    def open(self) -> Iterator[Request]:
        """The first page of each source."""
        chosen = [source for source in self.spider.chosen_sources() if not is_sitemap(source.url)]
        sources = {self._address(source.url, 1): source for source in chosen}
        self._listings = [self._open(source) for source in sources.values()]
        for listing in self._listings:
            yield from self._ask_pages(listing, upto=listing.first)

    def read(self, response: Response, listing: Listing, page: int) -> Iterator[Found]:
        """The products of a page or the requests of their pages, and the requests of pages that it leads to."""
        if response.status == 404:  # reading on, beyond the last page
            self.pages.untell()
            return
        if is_unchanged(response):
            self.pages.done += 1
            self.pages.unchanged += 1
            yield PagesUnchanged((asked_address(response),))
            yield from self._ask_pages(listing, upto=page + AHEAD)
            return
        try:
            tree = parse_html(response)
        except UnreadablePage as error:
            yield from self._skip_page(listing, page, str(error), response.url)
            return
        self.pages.done += 1
        links = self.spider.find_links(tree, response.url)
        found: frozenset[str | None]
        if links is None:
            products = self.spider.read_tree(tree, response)
            self._doubt(response, tree, products)
            yield from products
            if page_read := self._remember(response, listing, products):
                yield page_read
            found = frozenset(product.url for product in products)
        else:
            self._doubt(response, tree, links)
            yield from self.spider.product_pages.add((link, None) for link in links)
            found = frozenset(links)
        yield from self._follow(listing, page, tree, found)

    def fail(self, failure: Failure) -> Iterator[Request]:
        """Count a page that could not be read, and go on with the others."""
        request: Request = failure.request  # type: ignore[attr-defined]
        yield from self._skip_page(**request.cb_kwargs, kind=kind_of(failure), url=request.url)

    def _skip_page(self, listing: Listing, page: int, kind: str, url: str) -> Iterator[Request]:
        self.skip(url, kind)
        if listing.last is not None:
            yield from self._ask_pages(listing, upto=page + AHEAD)

    def _open(self, source: Source) -> Listing:
        arguments = self.spider.arguments
        limits = [limit for limit in (source.max_page, arguments.end_page) if limit]
        first = arguments.start_page
        return Listing(source, first, limit=min(limits, default=None), asked=first - 1)

    def _doubt(self, response: Response, tree: LexborHTMLParser, found: Collection[RawProduct | str]) -> None:
        """Note what makes a page look as if it were not the whole page that was asked for."""
        asked_for = asked_address(response)
        doubts = {
            "no products": not found and tree.css_first(NO_PRODUCTS) is None,
            "cut off": is_cut_off(response.body),
            "redirected": url_key(asked_for) != url_key(response.url),
        }
        for kind in (kind for kind, is_so in doubts.items() if is_so):
            self.pages.doubts[kind] += 1
            self.spider.logger.warning("Page %s: %s", asked_for, kind)

    def _remember(self, response: Response, listing: Listing, products: list[RawProduct]) -> Found | None:
        """What a later crawl need not read again; a page that tells where its listing ends is always read."""
        is_known = bool(products) and not listing.reads_on and "redirect_urls" not in response.meta
        return describe_page(response, products) if is_known else None

    def _follow(
        self, listing: Listing, page: int, tree: LexborHTMLParser, found: frozenset[str | None]
    ) -> Iterator[Request]:
        told = None if listing.reads_on else find_last_page(tree, page)
        if page == listing.first and told is None:
            listing.reads_on = True
        if listing.reads_on:
            if found - listing.previous:
                listing.previous = found
                yield from self._ask_pages(listing, upto=page + 1)
            return
        listing.last = max(told or 0, listing.last or 0)
        self._count_pages()
        yield from self._ask_pages(listing, upto=page + AHEAD)

    def _ask_pages(self, listing: Listing, upto: int) -> Iterator[Request]:
        """The requests of the next pages, as far as there are any and as far as they were asked for."""
        last = upto if listing.last is None else min(upto, listing.last)
        while listing.asked < last:
            if listing.asked == listing.limit:
                self.pages.is_cut = True
                return
            request = next(self._ask_page(listing, listing.asked + 1), None)
            if request is None:
                return
            listing.asked += 1
            yield request

    def _ask_page(self, listing: Listing, page: int) -> Iterator[Request]:
        meta: dict[str, Any] = {}
        if listing.reads_on:
            meta = {"handle_httpstatus_list": [404]}
        elif page > listing.first:  # the first one must tell how many there are
            meta = MAY_BE_UNCHANGED
        address, browser = self._address(listing.source.url, page), self.spider.needs_browser(listing.source)
        return self.ask(address, self.read, meta=meta, browser=browser, listing=listing, page=page)

    def _address(self, listing: str, page: int) -> str:
        return page_address(listing, page, self.spider.page_parameter)

    def _count_pages(self) -> None:
        """How many pages there are to read in all, once every source has told its own."""
        counts = [
            max(0, min(listing.last, listing.limit or listing.last) - listing.first + 1)
            for listing in self._listings
            if listing.last is not None
        ]
        if len(counts) == len(self._listings):
            self.pages.listed = sum(counts)
