"""Which of the products in a page's scripts is the page's own, and all that they say of it put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from goodseed_spiders.platforms.json_values import object_in, objects_in, text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HANDLE = re.compile(r"/products/([^/?#]+)/?(?:[?#]|$)")


def find_own(entries: Sequence[Mapping[str, Any]], meta: Mapping[str, Any], url: str) -> dict[str, Any] | None:
    """The page's product, of which each script tells a part; None when none of them does.

    By the id in Shopify's `meta`, else by the handle in the page's address, else the first.
    """
    product = object_in(meta, "product")
    ids = {text_in(product, "id"), *_variant_ids(product)} - {None}
    handle = handle_of(url)
    if ids:
        own = [entry for entry in entries if text_in(entry, "id") in ids or ids & _variant_ids(entry)]
    elif handle and any(text_in(entry, "handle") == handle for entry in entries):
        own = [entry for entry in entries if text_in(entry, "handle") in (handle, None)]
    else:
        own = list(entries[:1])
    return _merge([*own, *([product] if product else [])])


def handle_of(url: str) -> str:
    """The name by which a product's address knows it: "/collections/all/products/x.js" is "x".

    >>> handle_of("https://shop.example/collections/all/products/blue-dream?variant=1")
    'blue-dream'
    """
    found = _HANDLE.search(url)
    return unquote(found[1]).removesuffix(".json").removesuffix(".js") if found else ""


def _merge(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """One entry of several, the fullest first; variants by their ids."""
    merged: dict[str, Any] = {}
    variants: dict[str, dict[str, Any]] = {}
    for entry in sorted(entries, key=len, reverse=True):
        for name, value in entry.items():
            if value not in (None, "", [], {}):
                merged.setdefault(name, value)
        for variant in objects_in(entry, "variants"):
            known = variants.setdefault(text_in(variant, "id") or str(len(variants)), {})
            for name, value in variant.items():
                if value is not None:
                    known.setdefault(name, value)
    return {**merged, "variants": list(variants.values())} if variants else None


def _variant_ids(entry: Mapping[str, Any]) -> set[str | None]:
    return {text_in(variant, "id") for variant in objects_in(entry, "variants")} - {None}
