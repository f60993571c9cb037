"""Shopify's product pages: themes write the product as JSON into a script."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from goodseed_spiders.platforms.facts import add_fact, find_facts
from goodseed_spiders.platforms.nodes import attribute_of, text_of
from goodseed_spiders.platforms.shopify.entries import read_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.items import RawProduct

_OTHERS = ".related-products, product-recommendations, .product-recommendations, cart-drawer, #CartDrawer, nav"
_SCRIPTS = "script[type='application/json'], script[type='text/javascript'], script:not([type])"
_META = re.compile(r"var\s+meta\s*=\s*(?=\{)")
_CURRENCY = re.compile(r'"?(?:currency|active)"?\s*:\s*"([A-Z]{3})"')


def read_product_page(tree: LexborHTMLParser, url: str) -> RawProduct | None:
    """The product of a page; None when none of its scripts has one. Takes the tree apart."""
    entry = max(_find_entries(tree), key=len, default=None)
    if entry is None:
        return None
    raw = read_entry(entry, url)
    for other in tree.css(_OTHERS):
        other.decompose()
    raw.name = raw.name or text_of(tree, "h1")
    raw.url = attribute_of(tree, "link[rel='canonical']", "href") or raw.url or url
    raw.image = raw.image or attribute_of(tree, "meta[property='og:image']", "content")
    raw.currency = attribute_of(tree, "meta[property='og:price:currency']", "content") or _find_currency(tree)
    for label, value in find_facts(tree):
        add_fact(raw, label, value)
    return raw


def _find_entries(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Whatever in the page's scripts is a product with variants."""
    for script in tree.css(_SCRIPTS):
        text = script.text()
        if '"variants"' not in text:
            continue
        for told in _parse(text):
            entry = told.get("product", told)
            if isinstance(entry, dict) and isinstance(entry.get("variants"), list) and _has_prices(entry):
                yield entry


def _parse(text: str) -> Iterator[dict[str, Any]]:
    """The object that a script is, or that it assigns to `meta`."""
    start = _META.search(text)
    try:
        told, _ = json.JSONDecoder().raw_decode(text[start.end() :] if start else text.strip())
    except (ValueError, RecursionError):
        return
    if isinstance(told, dict):
        yield told


def _has_prices(entry: dict[str, Any]) -> bool:
    return any(isinstance(variant, dict) and "price" in variant for variant in entry["variants"])


def _find_currency(tree: LexborHTMLParser) -> str | None:
    for script in tree.css("script"):
        text = script.text()
        if "Shopify.currency" in text and (found := _CURRENCY.search(text)):
            return found[1]
    return None
