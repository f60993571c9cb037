"""Who answers the paths below /wp-json/."""

import json
import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from demo.answers import Answer
from demo.cards import make_card
from demo.catalogue import Catalogue
from demo.store_api.entries import write_pack, write_product
from demo.store_api.fields import trim
from demo.store_api.query import Query, QueryError, read_query
from demo.store_api.selection import Place, Selection

ROOT_PATH = "/wp-json/"
_NAMESPACES = ["oembed/1.0", "wc/store", "wc/store/v1", "wc/v3", "wp/v2"]
_PRODUCTS = "wc/store/v1/products"
_JSON = "application/json; charset=UTF-8"
_HEADERS = {
    "x-robots-tag": "noindex",
    "x-content-type-options": "nosniff",
    "access-control-expose-headers": "X-WP-Total, X-WP-TotalPages, Link, Cart-Token",
    "access-control-allow-headers": "Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type, "
    "Cart-Token, Nonce",
    "allow": "GET",
    "vary": "Origin",
}


class Shopkeeper:
    """Answers the Store API on one day of the shop."""

    def __init__(self, catalogue: Catalogue, root: str) -> None:
        self._catalogue = catalogue
        self._root = root
        self._selection = Selection(catalogue)

    def answer(self, path: str, query: str) -> Answer:
        """Return what a path below /wp-json/ is answered with; ``query`` as it stands in the address."""
        route = path.removeprefix(ROOT_PATH).strip("/")
        if route == "":
            return self._answer_index()
        if route == _PRODUCTS:
            return self._answer_checked(query, lambda wanted: self._list(wanted, query))
        if found := re.fullmatch(rf"{_PRODUCTS}/(\d{{1,9}})", route):
            return self._answer_checked(query, lambda wanted: self._show(int(found[1]), wanted))
        return _refuse("rest_no_route", "No route was found matching the URL and request method.", 404)

    def _answer_index(self) -> Answer:
        index = {
            "name": "Demo Seeds",
            "description": "",
            "url": self._root,
            "home": self._root,
            "gmt_offset": "0",
            "timezone_string": "",
            "namespaces": _NAMESPACES,
            "authentication": [],
            "routes": {f"/{_PRODUCTS}": {"namespace": "wc/store/v1", "methods": ["GET"]}},
        }
        return _answer_json(index, {"link": f'<{self._root}{ROOT_PATH}>; rel="https://api.w.org/"'})

    def _answer_checked(self, query: str, answer: Callable[[Query], Answer]) -> Answer:
        try:
            wanted = read_query(query)
        except QueryError as error:
            return _refuse_query(error)
        return answer(wanted)

    def _list(self, wanted: Query, query: str) -> Answer:
        places = self._selection.select(wanted)
        pages = -(-len(places) // wanted.per_page)
        first = (wanted.page - 1) * wanted.per_page
        entries = [trim(self._write(place), wanted.fields) for place in places[first : first + wanted.per_page]]
        headers = {
            "x-wp-total": str(len(places)),
            "x-wp-totalpages": str(pages),
            # Not a date of HTTP but Unix seconds, and not of this page but of the whole catalogue.
            "last-modified": str(self._changed_at),
        }
        links = link_pages(f"{self._root}{ROOT_PATH}{_PRODUCTS}", query, wanted.page, pages)
        return _answer_json(entries, headers | ({"link": links} if links else {}))

    def _show(self, post: int, wanted: Query) -> Answer:
        place = self._selection.find(post)
        if place is None:
            return _refuse("woocommerce_rest_product_invalid_id", "Invalid product ID.", 404)
        return _answer_json(trim(self._write(place), wanted.fields))

    def _write(self, place: Place) -> dict[str, Any]:
        card = make_card(self._catalogue.product(place.number), self._root)
        if place.pack is None:
            return write_product(card, self._root)
        return write_pack(card, card.options[place.pack], self._root)

    @cached_property
    def _changed_at(self) -> int:
        changed = self._catalogue.time_changed(self._catalogue.entries)
        return int(changed.timestamp()) if changed else 0


def link_pages(address: str, query: str, page: int, pages: int) -> str:
    """Return the ``Link`` header as WooCommerce writes it: all but the first parameter is lost in a fragment.

    >>> link_pages("http://x/products", "per_page=4&page=2", 2, 2)
    '<http://x/products?per_page=4&page=1#038;page=2>; rel="prev"'
    """
    first, *others = query.split("&") if query else [""]
    fragment = "".join(f"&#038;{other}" for other in others)[1:]

    def link(to: int, relation: str) -> str:
        kept = "" if first.startswith("page=") or not first else f"{first}&"
        return f'<{address}?{kept}page={to}{fragment}>; rel="{relation}"'

    links = [link(min(page - 1, pages), "prev")] if page > 1 and pages else []
    return ", ".join([*links, link(page + 1, "next")] if page < pages else links)


def _answer_json(value: Any, headers: dict[str, str] | None = None, status: int = 200) -> Answer:
    return Answer(status, _JSON, json.dumps(value).encode(), headers=_HEADERS | (headers or {}))


def _refuse(code: str, message: str, status: int) -> Answer:
    return _answer_json({"code": code, "message": message, "data": {"status": status}}, status=status)


def _refuse_query(error: QueryError) -> Answer:
    refusal = {
        "code": "rest_invalid_param",
        "message": f"Invalid parameter(s): {error}",
        "data": {
            "status": 400,
            "params": {name: problem.message for name, problem in error.problems.items()},
            "details": {name: {**problem._asdict(), "data": None} for name, problem in error.problems.items()},
        },
    }
    return _answer_json(refusal, status=400)
