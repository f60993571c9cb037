"""The currency that a page names, beside its prices: in its meta tags, its mark-up, its scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.nodes import attribute_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_META = ", ".join(
    f"meta[{attribute}='{name}']"
    for attribute in ("property", "name")
    for name in ("product:price:currency", "og:price:currency")
)
_NAMED = ("[itemprop='priceCurrency'][content]", "[data-currency-code]")
# What the shops' own software writes, the surest first: others' scripts name a currency, too.
_IN_SCRIPTS = (
    re.compile(r"Shopify\.currency\s*=\s*\{[^}]{0,200}?\"active\"\s*:\s*\"([A-Z]{3})\""),
    re.compile(r"\"priceCurrency\"\s*:\s*\"([A-Z]{3})\""),
    re.compile(
        r"(?:%22|\")currency(?:%22|\")(?::|%3A)\s*(?:%7B|\{)(?:%22|\")code(?:%22|\")(?::|%3A)\s*(?:%22|\")([A-Z]{3})"
    ),
    re.compile(r"\"(?:currencyCode|currency_code|base_currency|store_currency)\"\s*:\s*\"([A-Z]{3})\""),
    re.compile(r"\bmeta\.currency\s*=\s*[\"']([A-Z]{3})[\"']"),
)
_CODE = re.compile("[A-Z]{3}")


def find_currency(tree: LexborHTMLParser) -> str | None:
    """The ISO 4217 code of the page's prices, where the page names it."""
    for selector, name in ((_META, "content"), (_NAMED[0], "content"), (_NAMED[1], "data-currency-code")):
        code = (attribute_of(tree, selector, name) or "").strip().upper()
        if _CODE.fullmatch(code):
            return code
    scripts = "\n".join(text for script in tree.css("script") if "urrency" in (text := script.text()))
    return next((found[1] for pattern in _IN_SCRIPTS if (found := pattern.search(scripts))), None)
