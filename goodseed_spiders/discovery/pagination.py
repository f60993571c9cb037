"""How many pages a listing has, as the page itself says it."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# Both widgets show the last page's number, also when they leave out what is between.
_JET_ITEMS = ".jet-filters-pagination__item[data-value]"
_NUMBERS = ".page-numbers"
_TOOLBAR = ".toolbar-amount .toolbar-number"
_RESULT_COUNT = ".woocommerce-result-count"
_SHOWN = re.compile(r"(\d[\d.,]*)\s*[-–—]\s*(\d[\d.,]*)\D+(\d[\d.,]*)")
_PAGE_PATH = re.compile(r"page/\d+/?$")
_PAGE_PARAMETERS = ("pagenum", "paged", "product-page")


def find_last_page(tree: LexborHTMLParser, page: int) -> int | None:
    """The number of the listing's last page, or None when this page (number `page`) does not say it."""
    numbers = [_to_number(item.attributes["data-value"]) for item in tree.css(_JET_ITEMS)]
    numbers += [_to_number(item.text()) for item in tree.css(_NUMBERS)]
    if any(numbers):
        return max(numbers)
    if (last := _find_magento_last_page(tree)) is not None:
        return last
    count = tree.css_first(_RESULT_COUNT)
    return read_result_count(count.text(), page) if count else None


def _find_magento_last_page(tree: LexborHTMLParser) -> int | None:
    """The last page by Magento's toolbar, "Items 1-24 of 971" or "12 Items"; its links show only those nearby."""
    told = [_to_number(number.text()) for number in tree.css(_TOOLBAR)]
    if not told:
        return None
    limiter = tree.css_first("#limiter option[selected]")
    per_page = _to_number(limiter.attributes.get("value")) if limiter else 0
    if not per_page and len(told) > 2:
        per_page = told[1] - told[0] + 1
    return ceil(told[-1] / per_page) if per_page > 0 else 1


def read_result_count(text: str, page: int) -> int | None:
    """The last page by WooCommerce's count of results, read on page number `page`.

    >>> read_result_count("Showing 1–16 of 2,460 results", 1)
    154
    >>> read_result_count("Showing 33–40 of 40 results", 3)
    3
    >>> read_result_count("Showing all 12 results", 1)
    1
    """
    shown = _SHOWN.search(text)
    if not shown:
        return 1 if re.search(r"\ball\b|\bsingle\b", text, re.IGNORECASE) else None
    first, last, total = map(_to_number, shown.groups())
    per_page = (first - 1) // (page - 1) if page > 1 else last - first + 1
    return ceil(total / per_page) if per_page > 0 else None


def page_address(listing: str, page: int, parameter: str | None = None) -> str:
    """The address of a listing's page, in the way in which the listing's own address counts pages.

    `parameter` is the query parameter that counts them where the address does not show it; None: they are
    counted in the path.

    >>> page_address("https://shop.example/shop/", 1)
    'https://shop.example/shop/'
    >>> page_address("https://shop.example/shop", 3)
    'https://shop.example/shop/page/3/'
    >>> page_address("https://shop.example/shop/?jsf=products&pagenum=2", 3)
    'https://shop.example/shop/?jsf=products&pagenum=3'
    >>> page_address("https://shop.example/seeds?product_list_limit=48", 2, "p")
    'https://shop.example/seeds?product_list_limit=48&p=2'
    """
    parts = urlsplit(listing)
    query = parse_qsl(parts.query, keep_blank_values=True)
    if parameter:
        counted = [(name, value) for name, value in query if name != parameter]
        counted += [(parameter, str(page))] if page > 1 else []
        return urlunsplit(parts._replace(query=urlencode(counted)))
    if any(name in _PAGE_PARAMETERS for name, _ in query):
        counted = [(name, str(page) if name in _PAGE_PARAMETERS else value) for name, value in query]
        return urlunsplit(parts._replace(query=urlencode(counted)))
    path = _PAGE_PATH.sub("", parts.path)
    if page > 1:
        path = f"{path.rstrip('/')}/page/{page}/"
    return urlunsplit(parts._replace(path=path))


def _to_number(text: str | None) -> int:
    digits = re.sub(r"[.,\s]", "", text or "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else 0
