"""What is wrong with the facts that a seller's class declares, found before anything is asked of its shop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from goodseed_spiders.arguments import Source
from goodseed_spiders.discovery import Way
from goodseed_spiders.downloading.pace import find_fault
from goodseed_spiders.hosts import is_web_address
from goodseed_spiders.promises import find_flaw

if TYPE_CHECKING:
    from goodseed_spiders.seller_spider import SellerSpider

_CODE = re.compile("[A-Z]{3}")


def find_wrong_attribute(seller: type[SellerSpider]) -> str | None:
    """The first attribute of a complete seller that cannot be used, by name, and what it must be; None: all can."""
    return (
        _check_homepage(seller.homepage)
        or _check_currency(seller.currency)
        or _check_sources(seller.sources)
        or _check_ways(getattr(seller, "ways", None))
        or _check_browser(seller.browser)
        or _check_appears(seller.appears)
        or find_fault(seller.delay, seller.homepage)
        or find_flaw(seller.promise)
    )


def _check_homepage(homepage: object) -> str | None:
    if isinstance(homepage, str) and is_web_address(homepage):
        return None
    return f"homepage {homepage!r} is not an http(s) address"


def _check_currency(currency: object) -> str | None:
    if isinstance(currency, str) and _CODE.fullmatch(currency):
        return None
    return f"currency {currency!r} is no ISO 4217 code such as 'USD'"


def _check_sources(sources: object) -> str | None:
    if isinstance(sources, tuple | list) and sources and all(isinstance(source, str | Source) for source in sources):
        return None
    return f"sources {sources!r} are no paths of listings, such as ('/shop/',)"


def _check_ways(ways: object) -> str | None:
    if isinstance(ways, tuple | list) and ways and all(isinstance(way, type) and issubclass(way, Way) for way in ways):
        return None
    return f"ways {ways!r} are no ways to find products, such as (Sitemap, Listings)"


def _check_browser(browser: object) -> str | None:
    return None if isinstance(browser, bool) else f"browser {browser!r} is neither True nor False"


def _check_appears(appears: object) -> str | None:
    try:
        if isinstance(appears, str) and (not appears or LexborHTMLParser("").css_first(appears) is None):
            return None
    except SelectolaxError:
        pass
    return f"appears {appears!r} is no CSS selector"
