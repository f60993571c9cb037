"""What a platform's reader did not find on a page, from the page's JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.structured_data.linked_data import read_linked_data
from goodseed_spiders.platforms.structured_data.main_product import choose_main, identify
from goodseed_spiders.platforms.structured_data.meta_tags import read_meta

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.items import RawProduct
    from goodseed_spiders.platforms.structured_data.marked import MarkedOffer, MarkedProduct

_FIELDS = ("name", "sku", "image", "description", "rating", "rating_count")


def find_marked(tree: LexborHTMLParser, url: str) -> MarkedProduct | None:
    """The page's own product in its JSON-LD. To be asked for before a reader takes the tree apart."""
    products = read_linked_data(tree)
    return choose_main(products, identify(tree, read_meta(tree), url), None, url) if products else None


def complete(raw: RawProduct, marked: MarkedProduct | None) -> RawProduct:
    """The item with what it lacks and the mark-up has; what it has itself is never written over."""
    if marked is None:
        return raw
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
        raw.stock = raw.stock or cheapest.availability
    return raw


def _complete_packs(raw: RawProduct, offers: list[MarkedOffer]) -> None:
    """Variants for a product without packs or without their prices; stock for packs that tell none."""
    if len(offers) > 1 and not any(pack.price for pack in raw.packs):
        raw.packs = [RawPack(one.label, None, one.price, one.regular_price, one.availability) for one in offers]
        return
    stock = {one.label: one.availability for one in offers}
    for pack in raw.packs:
        pack.stock = pack.stock or stock.get(pack.label)


def _is_gone(offer: MarkedOffer) -> bool:
    return "outofstock" in (offer.availability or "").lower()
