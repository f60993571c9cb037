"""What a Shopify page writes as data: the product in a script or an attribute of the theme, and Shopify's own `meta`.

- themes: `<script type="application/json" id="ProductJson-…">`, `[data-product-json]`, `textarea[data-variant-json]`,
  `new Shopify.OptionSelectors(…, {product: {…}})`, a bare list of variants within `variant-selects`;
- Shopify: `var meta = {"product": …, "page": {"pageType": "product"}}` with ids, names and prices of the variants,
  and the `productVariants` of its pixels, with the product's title and the currency.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from goodseed_spiders.platforms.json_values import (
    find_objects,
    object_in,
    objects_in,
    parse_json,
    parse_json_at,
    text_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborHTMLParser

_HOLDERS = "script, textarea[data-variant-json], textarea[data-product-json]"
_ATTRIBUTES = (
    "data-product-json",
    "data-product",
    "data-variants",
    "data-product-variants",
    "product-json",
    "data-json",
)
# Where, in a program, a product or its variants begin.
_STARTS = re.compile(
    r"""(?:\bmeta\s*=|["']?\b(?:product|productVariants|variants|product_?json|product_?data)["']?\s*[:=])\s*(?=[\[{])""",
    re.IGNORECASE,
)
_META = re.compile(r"\bmeta\s*=\s*(?=\{)")
MOST_STARTS = 50


def find_entries(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """Whatever on the page is a product with variants that have prices; in the page's order."""
    entries: list[dict[str, Any]] = []
    for value in _find_values(tree):
        entries += _as_entries(value)
    return entries


def find_meta(tree: LexborHTMLParser) -> Mapping[str, Any]:
    """Shopify's own `meta` of the page; empty where there is none."""
    for script in tree.css("script"):
        text = script.text()
        for start in _META.finditer(text) if '"page' in text else ():
            told = parse_json_at(text, start.end())
            if isinstance(told, dict) and "page" in told:
                return told
    return {}


def _find_values(tree: LexborHTMLParser) -> Iterator[Any]:
    for holder in tree.css(_HOLDERS):
        text = holder.text().strip()
        if '"price"' not in text or holder.attributes.get("type") == "application/ld+json":
            continue
        if text.startswith(("{", "[")) and (told := parse_json(text)) is not None:
            yield told
        else:
            for start in [*_STARTS.finditer(text)][:MOST_STARTS]:
                yield parse_json_at(text, start.end())
    for name in _ATTRIBUTES:
        for node in tree.css(f"[{name}]"):
            text = node.attributes.get(name) or ""
            if text.startswith(("{", "[")):
                yield parse_json(text)


def _as_entries(value: Any) -> Iterator[dict[str, Any]]:
    """The products in a value; a bare list of variants is one that says no more."""
    if isinstance(value, list) and value and all(map(_is_variant, value)):
        yield {**object_in(value[0], "product"), "variants": value}
        return
    for found in find_objects(value):
        if any(map(_is_variant, objects_in(found, "variants"))):
            yield found
            return


def _is_variant(told: Any) -> bool:
    return isinstance(told, dict) and "price" in told and text_in(told, "id") is not None
