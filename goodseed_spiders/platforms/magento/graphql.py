"""By Magento's GraphQL, where a shop answers anonymous calls: a hundred products with their packs in each request.

Shops before Magento 2.4.7 do not tell a product's own attributes (THC, sex …) that way: the query asks for them, so
that such a shop refuses it and is read by its pages, which tell them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from goodseed_spiders.discovery.way import Way
from goodseed_spiders.platforms.json_values import object_in, objects_in, parse_json
from goodseed_spiders.platforms.magento.graphql_entries import read_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy import Request
    from scrapy.http import Response

    from goodseed_spiders.discovery.way import Found

PER_PAGE = 100
QUERY = " ".join((Path(__file__).parent / "products.graphql").read_text(encoding="utf-8").split())


class GraphQL(Way):
    """Reads the whole catalogue as data."""

    name = "GraphQL"

    def open(self) -> Iterator[Request]:
        """The first page; a shop that does not answer is read in another way."""
        yield from self.try_out(self._address(1), self.read_first)

    def read_first(self, response: Response) -> Iterator[Found]:
        """The first page, if it is one."""
        if not (_read_products(response) or {}).get("items"):
            yield from self.miss(response.url, "no list of products")
        else:
            yield from self.read(response, 1)

    def read(self, response: Response, page: int) -> Iterator[Found]:
        """A page of products, and the next one's request."""
        told = _read_products(response)
        if told is None:
            self.skip(response.url, "no list of products")
            return
        self.pages.done += 1
        pages = object_in(told, "page_info").get("total_pages")
        last = pages if isinstance(pages, int) else page
        self.pages.listed = last
        products = [read_entry(entry, response.url) for entry in objects_in(told, "items")]
        self.pages.products += len(products)
        yield from products
        if page < last:
            yield from self.ask(self._address(page + 1), self.read, page=page + 1)

    def _address(self, page: int) -> str:
        variables = json.dumps({"page": page, "size": PER_PAGE})
        query = urlencode({"query": QUERY, "variables": variables})
        return f"{self.spider.homepage.rstrip('/')}/graphql?{query}"


def _read_products(response: Response) -> dict[str, Any] | None:
    """What the shop answered, None when it is no list of products."""
    told = parse_json(response.body)
    data = told.get("data") if isinstance(told, dict) else None
    products = data.get("products") if isinstance(data, dict) else None
    return products if isinstance(products, dict) else None
