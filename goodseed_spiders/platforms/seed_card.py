"""WooCommerce with the "seed card" theme: the listing's cards tell everything, no product page is fetched.

How to recognise such a shop: `li.product` cards with `h3.prod_titles` and `input.product_variation_radio`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from goodseed_spiders.discovery import Listings
from goodseed_spiders.discovery.listings import NO_PRODUCTS
from goodseed_spiders.items import RawPack, RawProduct
from goodseed_spiders.platforms.labels import read_entry
from goodseed_spiders.platforms.nodes import attribute_of, classes_of, picture_of, terms_of, text_of
from goodseed_spiders.seller_spider import SellerSpider

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_ENTRY = 1_000
TITLE = "h3.prod_titles"
_ENTRY = ".elementor-icon-list-text"
_LEVELS = ".thc-lvl, .cbd-lvl"
_FACTS = f"{_ENTRY}, {_LEVELS}"
_STRAIN_TYPE = f".itype {_ENTRY}, .icatztop {_ENTRY}"
_OTHER_LINKS = "figure.main_img a[href], a.prod_cart_addbtn[href]"
_STOCK_CLASSES = frozenset({"instock", "outofstock", "onbackorder"})
_UNAVAILABLE = frozenset({"disabled", "unavailable", "sold-out", "soldout", "out-of-stock"})
_POST = re.compile(r"post-(\d+)")


class SeedCardSpider(SellerSpider):
    """A shop whose listing pages hold `li.product` cards. To add one: name, homepage, currency, sources."""

    platform = "seed_card"
    ways = (Listings,)
    appears = f"li.product {TITLE}, {NO_PRODUCTS}"
    promise = SellerSpider.promise | {"thc": 80, "type": 80}

    def read_page(self, tree: LexborHTMLParser, url: str) -> Iterator[RawProduct]:
        """The products of a listing page, or of any part of one."""
        return (read_card(card, url) for card in find_cards(tree))


def find_cards(tree: LexborHTMLParser) -> list[LexborNode]:
    """The product cards of a page; of a fragment without `li.product`, what surrounds each title."""
    cards = [card for card in tree.css("li.product") if "product-category" not in classes_of(card)]
    return cards or [_climb(title) for title in tree.css(TITLE)]


def read_card(card: LexborNode, page_url: str) -> RawProduct:
    """What one card says."""
    raw = RawProduct(page_url=page_url)
    classes = classes_of(card)
    title = card.css_first(f"{TITLE} a") or card.css_first(TITLE)
    raw.name = title.text() if title else None
    raw.url = (title.attributes.get("href") if title else None) or attribute_of(card, _OTHER_LINKS, "href")
    raw.image = picture_of(card, "figure.main_img img")
    raw.stock = next((name for name in classes if name in _STOCK_CLASSES), None) or text_of(card, ".stock")
    raw.categories = terms_of(classes, "product_cat-")
    raw.tags = terms_of(classes, "product_tag-")
    raw.rating = text_of(card, ".star-rating strong.rating")
    raw.rating_count = text_of(card, ".star-rating span.rating")
    _read_entries(card, raw)
    _read_packs(card, raw)
    post = next(filter(None, map(_POST.fullmatch, classes)), None)
    raw.external_id = post[1] if post else attribute_of(card, "[data-pid]", "data-pid")
    return raw


def find_card_facts(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The labels and values of what the theme shows beside the lists of facts: types, THC and CBD."""
    for node in page.css(_STRAIN_TYPE):
        yield "strain type", node.text()
    for node in page.css(_LEVELS):
        if entry := read_entry(node.text()[:LONGEST_ENTRY]):
            yield entry


def _read_entries(card: LexborNode, raw: RawProduct) -> None:
    """The labelled facts; entries in the box for types, or else those without a label, are the types."""
    unlabelled = []
    for node in card.css(_FACTS):
        text = node.text()[:LONGEST_ENTRY]
        entry = read_entry(text, None if ":" in text else _label(node))
        if entry is None and ":" not in text:
            unlabelled.append(text)
        elif entry and entry[1] and not getattr(raw, entry[0]):
            setattr(raw, *entry)
    types = [node.text() for node in card.css(_STRAIN_TYPE)] or unlabelled
    raw.strain_type = raw.strain_type or " , ".join(types) or None


def _read_packs(card: LexborNode, raw: RawProduct) -> None:
    price_box = card.css_first(".product_price_dfn")
    raw.packs = [read_radio(radio) for radio in card.css("input.product_variation_radio")]
    if price_box is None:
        return
    reduced = price_box.css_first("ins")
    raw.price_text = (reduced or price_box).text()
    raw.regular_price_text = text_of(price_box, "del") if reduced else None


def read_radio(radio: LexborNode) -> RawPack:
    attributes = radio.attributes
    pack = RawPack(
        value=attributes.get("value"),
        price=attributes.get("item-price"),
        regular_price=attributes.get("item-regular-price"),
    )
    box = radio.parent
    marks = (attributes.get("class") or "").split()
    around = classes_of(box) if box is not None else []
    # A fragment may hold the radio alone; then what is around it is the whole card.
    if box is not None and ("variation_val" in around or box.tag == "label"):
        marks += around
        text = box.text()
        size = text_of(box, ".variation_val_num")
        pack.label = size or text
        pack.stock = text.replace(size, "", 1) if size else text
    pack.stock = next((mark for mark in marks if mark in _STOCK_CLASSES), pack.stock)
    if "disabled" in attributes or attributes.get("aria-disabled") == "true" or _UNAVAILABLE & set(marks):
        pack.stock = "outofstock"
    return pack


def _climb(title: LexborNode) -> LexborNode:
    """The largest element around a title that holds no other title."""
    card = title
    while card.parent is not None and card.parent.tag != "-undef" and len(card.parent.css(TITLE)) == 1:
        card = card.parent
    return card


def _label(node: LexborNode) -> str | None:
    """The part of an entry that the page itself marks as its label."""
    return next((part.text() for part in node.iter() if part.tag in ("b", "span", "strong")), None)
