"""The fall-back of other platforms' readers: facts that theirs did not find, from mark-up and the visible page."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data.reader import read_product_page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.items import RawProduct

# What belongs together: a price of one reader with a regular price or a currency of another would be neither's.
_TOGETHER = ("price_text", "regular_price_text", "currency")
_NEVER = frozenset(("page_url", "is_cut_off", *_TOGETHER))


def fill_gaps(raw: RawProduct, tree: LexborHTMLParser, url: str) -> RawProduct:
    """The same raw product, with every field that is empty taken from what the page at `url` says.

    Prices are taken only where neither the product nor any of its packs has one.
    """
    read = read_product_page(tree, url)
    if read is None:
        return raw
    for field in fields(raw):
        if field.name not in _NEVER and not getattr(raw, field.name):
            setattr(raw, field.name, getattr(read, field.name))
    if not raw.price_text and not any(pack.price for pack in raw.packs):
        for name in _TOGETHER:
            setattr(raw, name, getattr(read, name))
    return raw
