"""By WooCommerce's public Store API: a hundred products, or a hundred of their packs, with each request.

Products and packs are two lists, both by ascending id. They are read side by side, so that only those products
wait in memory whose packs have not all come yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapy.http import TextResponse

from goodseed_spiders.discovery.way import Way
from goodseed_spiders.failures import kind_of
from goodseed_spiders.platforms.json_values import parse_json
from goodseed_spiders.platforms.woocommerce.store_entries import (
    PRODUCT_FIELDS,
    VARIATION_FIELDS,
    read_entry,
    read_pack_labels,
    read_variation,
)
from goodseed_spiders.reading import header_of
from pipelines.normalise.links import canonical_url, url_key
from pipelines.page import PageRead, PagesUnchanged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy import Request
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from goodseed_spiders.discovery.way import Found
    from goodseed_spiders.items import RawProduct

PATH = "/wp-json/wc/store/v1/products"
PER_PAGE = 100


@dataclass(slots=True)
class _Shelf:
    """One of the two lists while it is read: how many pages it has, the last one asked for, the highest id seen."""

    query: str
    pages: int | None = None
    asked: int = 0
    last_id: int = 0

    @property
    def has_more(self) -> bool:
        return self.pages is None or self.asked < self.pages


@dataclass(slots=True)
class _Waiting:
    """A product whose packs have not all come: the labels of those that are missing, by id."""

    raw: RawProduct
    labels: dict[int, str]


class StoreApi(Way):
    """Reads the whole catalogue as data, where the shop answers."""

    name = "Store API"

    def open(self) -> Iterator[Request]:
        """The first page of products; a shop without the API, or one that forbids it, is read in another way."""
        self.pages.listed = None
        self._products = _Shelf(f"_fields={PRODUCT_FIELDS}")
        self._variations = _Shelf(f"type=variation&_fields={VARIATION_FIELDS}")
        self._waiting: dict[int, _Waiting] = {}
        self._early: dict[int, list[dict[str, Any]]] = {}  # packs that came before their product
        self._keys: dict[str, None] = {}
        self._is_whole = True
        self._first = self._address(self._products)
        yield from self.try_out(self._first, self.read_first)

    async def read_first(self, response: Response) -> AsyncIterator[Found]:
        """The first page: it tells how many there are, and when the catalogue last changed."""
        entries = _read_list(response)
        if entries is None:
            for request in self.miss(response.url, "no list of products"):
                yield request
            return
        self._total, self._changed = header_of(response, "X-WP-Total"), header_of(response, "Last-Modified")
        page = (await self.spider.remembered.find([self._first])).get(self._first)
        if page and self._changed and (page.etag, page.last_modified) == (self._total, self._changed):
            self.pages.done += 1
            self.pages.unchanged += 1
            yield PagesUnchanged((self._first,))
            return
        for found in self.read_products(response):
            yield found

    def read_products(self, response: Response) -> Iterator[Found]:
        """A page of products; those that are sold in one way only are whole."""
        for entry in self._take(response, self._products):
            raw = read_entry(entry, response.url)
            labels = read_pack_labels(entry)
            if not labels:
                yield self._hand_out(raw)
                continue
            self._waiting[entry["id"]] = _Waiting(raw, labels)
            for variation in self._early.pop(entry["id"], ()):
                yield from self._add_pack(variation)
        yield from self._go_on()

    def read_variations(self, response: Response) -> Iterator[Found]:
        """A page of packs."""
        for entry in self._take(response, self._variations):
            yield from self._add_pack(entry)
        yield from self._go_on()

    def fail(self, failure: Failure) -> Iterator[Found]:  # type: ignore[override]
        """Count a page that could not be read; what was on it is missing, so nobody waits for it."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.skip(request.url, kind_of(failure))
        self._is_whole = False
        yield from self._go_on()

    def _take(self, response: Response, shelf: _Shelf) -> list[dict[str, Any]]:
        entries = _read_list(response)
        if entries is None:
            self._is_whole = False
            self.skip(response.url, "no list of products")
            return []
        self.pages.done += 1
        pages = header_of(response, "X-WP-TotalPages")
        shelf.pages = int(pages) if pages and pages.isdecimal() else shelf.pages or shelf.asked + bool(entries)
        shelf.last_id = max((entry["id"] for entry in entries), default=shelf.last_id)
        known = [each.pages for each in (self._products, self._variations) if each.pages is not None]
        self.pages.listed = sum(known) if len(known) == 2 else None
        return entries

    def _add_pack(self, entry: dict[str, Any]) -> Iterator[RawProduct]:
        parent = told if isinstance(told := entry.get("parent"), int) else 0
        waiting = self._waiting.get(parent)
        if waiting is None:
            self._early.setdefault(parent, []).append(entry)
            return
        waiting.raw.packs.append(read_variation(entry, waiting.labels.pop(entry["id"], None)))
        if not waiting.labels:
            yield self._hand_out(self._waiting.pop(parent).raw)

    def _go_on(self) -> Iterator[Found]:
        """The next page: of packs while products wait for them, else of products; after the last, what is left."""
        behind = self._variations.last_id <= self._products.last_id or not self._products.has_more
        if self._waiting and self._variations.has_more and behind:
            yield from self.ask(self._address(self._variations), self.read_variations)
        elif self._products.has_more:
            yield from self.ask(self._address(self._products), self.read_products)
        elif self._is_whole and not self.pages.is_cut:
            yield from self._finish()

    def _finish(self) -> Iterator[Found]:
        for waiting in self._waiting.values():  # packs that the shop does not show
            yield self._hand_out(waiting.raw)
        self._waiting.clear()
        yield PageRead(self._first, self._total, self._changed, None, tuple(self._keys))

    def _hand_out(self, raw: RawProduct) -> RawProduct:
        self.pages.products += 1
        if address := canonical_url(raw.url, raw.page_url):
            self._keys[url_key(address)] = None
        return raw

    def _address(self, shelf: _Shelf) -> str:
        shelf.asked += 1
        query = f"per_page={PER_PAGE}&page={shelf.asked}&orderby=id&order=asc&{shelf.query}"
        return f"{self.spider.homepage.rstrip('/')}{PATH}?{query}"


def _read_list(response: Response) -> list[dict[str, Any]] | None:
    """The entries of an answer that have an id; None when it is no list."""
    if not isinstance(response, TextResponse):
        return None
    told = parse_json(response.body)
    if not isinstance(told, list):
        return None
    return [entry for entry in told if isinstance(entry, dict) and isinstance(entry.get("id"), int)]
