"""By Shopify's feed: 250 products with all their packs in each request, until a page is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodseed_spiders.discovery.way import Way
from goodseed_spiders.middlewares.conditional import MAY_BE_UNCHANGED
from goodseed_spiders.platforms.json_values import object_in, objects_in, parse_json
from goodseed_spiders.platforms.shopify.entries import read_entry
from goodseed_spiders.reading import asked_address, describe_page, is_unchanged
from pipelines.page import PagesUnchanged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scrapy import Request
    from scrapy.http import Response

    from goodseed_spiders.discovery.way import Found

PATH = "/products.json"
PER_PAGE = 250
LAST_PAGE = 100  # Shopify refuses page × limit beyond 25,000


class ProductsJson(Way):
    """Reads the whole catalogue as data, where the shop has not closed its feed."""

    name = "products.json"

    def open(self) -> Iterator[Request]:
        """The first page; a shop without a feed is read in another way."""
        yield from self.try_out(self._address(1), self.read_first)

    def read_first(self, response: Response) -> Iterator[Found]:
        """The first page of the feed, if it is one."""
        if _read_list(response) is None:
            yield from self.miss(response.url, "no list of products")
        else:
            yield from self.read(response, 1)

    def read(self, response: Response, page: int) -> Iterator[Found]:
        """A page of the feed, and the next one's request."""
        if is_unchanged(response):
            self.pages.done += 1
            self.pages.unchanged += 1
            yield PagesUnchanged((asked_address(response),))
            yield from self._ask_next(page)
            return
        entries = _read_list(response)
        if entries is None:
            self.skip(response.url, "no list of products")
            return
        self.pages.done += 1
        products = [read_entry(entry, response.url) for entry in entries]
        self.pages.products += len(products)
        yield from products
        if products and page > 1 and (page_read := describe_page(response, products)):
            yield page_read
        if products:
            yield from self._ask_next(page)

    def _ask_next(self, page: int) -> Iterator[Request]:
        if page == LAST_PAGE:
            self.pages.doubts["more than 25,000 products"] += 1
            return
        yield from self.ask(self._address(page + 1), self.read, meta=MAY_BE_UNCHANGED, page=page + 1)

    def _address(self, page: int) -> str:
        return f"{self.spider.homepage.rstrip('/')}{PATH}?limit={PER_PAGE}&page={page}"


def read_data(body: bytes) -> list[Mapping[str, Any]]:
    """The products of an answer in JSON: a page of the feed, or one product."""
    told = parse_json(body)
    if not isinstance(told, dict):
        return []
    listed = objects_in(told, "products") or [object_in(told, "product") or told]
    return [entry for entry in listed if objects_in(entry, "variants")]


def _read_list(response: Response) -> list[Mapping[str, Any]] | None:
    """The products of a page of the feed; None when it is none."""
    told = parse_json(response.body)
    is_list = isinstance(told, dict) and isinstance(told.get("products"), list)
    return objects_in(told, "products") if is_list else None
