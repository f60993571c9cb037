"""By Shopify's feed: 250 products with all their packs in each request, until a page is empty."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from goodseed_spiders.discovery.way import Way
from goodseed_spiders.middlewares.conditional import MAY_BE_UNCHANGED
from goodseed_spiders.platforms.shopify.entries import read_entry
from goodseed_spiders.reading import asked_address, describe_page, is_unchanged
from pipelines.page import PagesUnchanged

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def _read_list(response: Response) -> list[dict[str, Any]] | None:
    """The products of a page of the feed; None when it is none."""
    try:
        told = json.loads(response.body)
    except ValueError:
        return None
    products = told.get("products") if isinstance(told, dict) else None
    return [entry for entry in products if isinstance(entry, dict)] if isinstance(products, list) else None
