"""What a platform's reader did not find on a page, from the page's mark-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.nodes import parse_part
from goodseed_spiders.platforms.stock import choose_stock
from goodseed_spiders.platforms.structured_data.gaps import fill_gaps
from goodseed_spiders.platforms.structured_data.linked_data import read_linked_data
from goodseed_spiders.platforms.structured_data.main_product import choose_main, identify
from goodseed_spiders.platforms.structured_data.meta_tags import read_meta
from pipelines.normalise.text import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.items import RawProduct
    from goodseed_spiders.platforms.structured_data.marked import MarkedOffer, MarkedProduct

_WORD = re.compile(r"\w+")
_FIELDS = ("name", "sku", "image", "description", "rating", "rating_count")


@dataclass(frozen=True, slots=True)
class Untouched:
    """A page before a reader takes its tree apart: its own product in JSON-LD, and all of it as text."""

    marked: MarkedProduct | None
    html: str


def keep(tree: LexborHTMLParser, url: str) -> Untouched:
    """What will be needed of a page to complete what a reader finds on it."""
    products = read_linked_data(tree)
    marked = choose_main(products, identify(tree, read_meta(tree), url), None, url) if products else None
    return Untouched(marked, tree.html or "")


def complete(raw: RawProduct, page: Untouched, url: str) -> RawProduct:
    """The item with what it lacks and the page has; what it has itself is never written over.

    Where even the mark-up has no price, the page is read as one of a shop of no known software.
    """
    if page.marked:
        _take(raw, page.marked)
    if raw.price_text or any(pack.price for pack in raw.packs):
        return raw
    return fill_gaps(raw, parse_part(page.html), url)


def _take(raw: RawProduct, marked: MarkedProduct) -> None:
    for name in _FIELDS:
        if not getattr(raw, name):
            setattr(raw, name, getattr(marked, name))
    offers = [offer for offer in marked.offers if offer.price]
    raw.currency = raw.currency or next((offer.currency for offer in offers if offer.currency), None)
    _complete_packs(raw, [offer for offer in offers if offer.label and not offer.is_range])
    if not raw.packs and offers:
        cheapest = next((offer for offer in offers if not _is_gone(offer)), offers[0])
        if not raw.price_text:
            raw.price_text, raw.regular_price_text = cheapest.price, cheapest.regular_price
        raw.stock = choose_stock(raw.stock, cheapest.availability)


def _complete_packs(raw: RawProduct, offers: list[MarkedOffer]) -> None:
    """Variants for a product without packs or without their prices; stock for packs that tell none."""
    if len(offers) > 1 and not any(pack.price for pack in raw.packs):
        raw.packs = [RawPack(one.label, None, one.price, one.regular_price, one.availability) for one in offers]
        return
    stock = {_option(one.label, raw.name): one.availability for one in offers}
    for pack in raw.packs:
        pack.stock = choose_stock(pack.stock, stock.get(_option(pack.label, raw.name)))


def _option(label: str | None, name: str | None) -> tuple[str, ...]:
    """The words of a variant's label, which may begin with the product's name.

    >>> _option("Boxy Tee - Sand / M", "Boxy Tee") == _option("Sand M", "Boxy Tee")
    True
    """
    return tuple(_WORD.findall(fold((label or "").removeprefix(f"{name} - "))))


def _is_gone(offer: MarkedOffer) -> bool:
    return "outofstock" in (offer.availability or "").lower()
