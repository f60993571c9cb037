"""Shopify's product pages: what their scripts write as data, and what else they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.currency import find_currency
from goodseed_spiders.platforms.facts import add_facts
from goodseed_spiders.platforms.json_values import object_in, text_in
from goodseed_spiders.platforms.nodes import attribute_of, text_of, texts_of
from goodseed_spiders.platforms.pruning import prune
from goodseed_spiders.platforms.shopify.entries import NO_OPTION, read_entry
from goodseed_spiders.platforms.shopify.offer import read_button, read_choices, read_options, read_shown_price
from goodseed_spiders.platforms.shopify.own_product import find_own, handle_of
from goodseed_spiders.platforms.shopify.ratings import read_ratings
from goodseed_spiders.platforms.shopify.scripts import find_entries, find_meta

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_OTHERS = (
    "product-recommendations, cart-drawer, cart-notification, quick-add-modal, predictive-search, "
    "recently-viewed-products, .product-card, .card-product, .grid-product, .grid-view-item"
)
_NAMES = (".product__title h1", "h1.product__title", "h1.product-single__title", "h1[itemprop='name']", "h1")
_DESCRIPTIONS = (
    ".product__description",
    ".product-single__description",
    ".product-description",
    "[itemprop='description']",
)
_SIZE = re.compile(r"&(?:width|height|crop)=[^&#]*|_(?:\d+x\d*|grande|large|medium|small|compact)(?=\.\w+(?:\?|$))")
_FORM = "form[action*='/cart/add']"
_SIGNS = f"{_FORM}, product-info, .product-single, .product-form"


def read_product_page(tree: LexborHTMLParser, url: str) -> RawProduct | None:
    """The product of a page; None when it is no product's. Takes the tree apart."""
    meta = find_meta(tree)
    kind = text_in(object_in(meta, "page"), "pageType")
    canonical = attribute_of(tree, "link[rel='canonical']", "href")
    if kind not in (None, "product"):
        return None
    entry = find_own(find_entries(tree), meta, canonical if canonical and handle_of(canonical) else url)
    currency = find_currency(tree)
    prune(tree, (*_NAMES, _FORM), _OTHERS)
    if entry is None and not _is_product(tree, kind):
        return None
    raw = read_entry(entry, url) if entry else RawProduct(page_url=url)
    raw.name = raw.name or text_of(tree, *_NAMES) or attribute_of(tree, "meta[property='og:title']", "content")
    raw.url = canonical if canonical and handle_of(canonical) else raw.url or url
    raw.image = raw.image or _read_meta_image(tree)
    raw.currency = currency
    raw.description = raw.description or texts_of(tree, *_DESCRIPTIONS)
    _complete_offer(tree, raw, [] if entry is None else [text_in(each, "id") for each in entry["variants"]])
    raw.rating, raw.rating_count = read_ratings(tree)
    add_facts(raw, tree)
    return raw


def _is_product(tree: LexborHTMLParser, kind: str | None) -> bool:
    """Whether a page without data is a product's all the same."""
    told = kind or attribute_of(tree, "meta[property='og:type']", "content")
    return told == "product" and tree.css_first(_SIGNS) is not None


def _read_meta_image(tree: LexborHTMLParser) -> str | None:
    """The picture that is shown where the page is shared, without the size that the theme asks for."""
    names = ("og:image:secure_url", "og:image")
    told = (attribute_of(tree, f"meta[property='{name}']", "content") for name in names)
    address = next(filter(None, told), None)
    return _SIZE.sub("", address) if address else None


def _complete_offer(tree: LexborHTMLParser, raw: RawProduct, ids: list[str | None]) -> None:
    """What the data left out, as the page shows it: the packs themselves, their stock, the price of a single one."""
    choices = read_choices(tree)
    if not raw.packs and raw.price_text is None:
        raw.packs = [pack for pack in choices.values() if pack.price and pack.label not in NO_OPTION]
    options = read_options(tree)
    for pack, key in zip(raw.packs, ids, strict=False):
        if pack.stock is None and key in choices:
            pack.stock = choices[key].stock
        elif pack.stock is None and pack.label in options:
            pack.stock = "outofstock" if options[pack.label] else "instock"
    told = read_button(tree)
    # The button is the first pack's: that it is gone says nothing of the others.
    if not any(pack.stock for pack in raw.packs) and (told == "instock" or len(raw.packs) < 2):
        raw.stock = raw.stock or told
    if raw.packs:
        return
    price, regular = read_shown_price(tree)
    raw.price_text = raw.price_text or price
    raw.regular_price_text = raw.regular_price_text or regular
