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
    count = tree.css_first(_RESULT_COUNT)
    return read_result_count(count.text(), page) if count else None


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


def page_address(listing: str, page: int) -> str:
    """The address of a listing's page, in the way in which the listing's own address counts pages.

    >>> page_address("https://shop.example/shop/", 1)
    'https://shop.example/shop/'
    >>> page_address("https://shop.example/shop", 3)
    'https://shop.example/shop/page/3/'
    >>> page_address("https://shop.example/shop/?jsf=products&pagenum=2", 3)
    'https://shop.example/shop/?jsf=products&pagenum=3'
    """
    parts = urlsplit(listing)
    query = parse_qsl(parts.query, keep_blank_values=True)
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
