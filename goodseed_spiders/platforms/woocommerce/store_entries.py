"""Entries of WooCommerce's Store API (`/wp-json/wc/store/v1/products`), as raw products and packs."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from goodseed_spiders.items import RawPack, RawProduct
from goodseed_spiders.platforms.facts import add_fact, add_facts
from goodseed_spiders.platforms.json_values import object_in, objects_in, text_in, texts_in
from goodseed_spiders.platforms.nodes import parse_part, text_of_html
from goodseed_spiders.platforms.stock import choose_stock
from goodseed_spiders.platforms.woocommerce.options import spell

if TYPE_CHECKING:
    from collections.abc import Mapping

# What is read of an entry, so that a shop need not send all else.
PRODUCT_FIELDS = (
    "id,name,type,permalink,sku,short_description,description,prices,average_rating,review_count,images,categories,"
    "tags,attributes,variations,is_in_stock,is_on_backorder,low_stock_remaining,stock_availability"
)
VARIATION_FIELDS = "id,parent,variation,prices,is_in_stock,is_on_backorder,low_stock_remaining,stock_availability"
MOST_DIGITS = 6  # no currency has more decimals
_WHOLE = re.compile(r"[0-9]{1,15}")


def read_entry(entry: Mapping[str, Any], page_url: str) -> RawProduct:
    """What an entry says of its product; the packs of one with variations are entries of their own."""
    prices = object_in(entry, "prices")
    raw = RawProduct(page_url=page_url)
    raw.url = text_in(entry, "permalink")
    raw.external_id, raw.sku = text_in(entry, "id"), text_in(entry, "sku")
    raw.name = text_of_html(text_in(entry, "name") or "")
    raw.image = next(iter(texts_in(entry, "images", "src")), None)
    raw.categories = _names(entry, "categories")
    raw.tags = _names(entry, "tags")
    raw.currency = text_in(prices, "currency_code")
    raw.price_text = read_amount(prices, "price")
    raw.regular_price_text = read_amount(prices, "regular_price")
    if entry.get("review_count"):  # without any, "0" stars stand there
        raw.rating, raw.rating_count = text_in(entry, "average_rating"), text_in(entry, "review_count")
    raw.stock = read_stock(entry)
    for attribute in objects_in(entry, "attributes"):
        if not attribute.get("has_variations"):
            add_fact(raw, text_in(attribute, "name") or "", ", ".join(_names(attribute, "terms")))
    for name in ("short_description", "description"):
        body = parse_part(text_in(entry, name) or "")
        raw.description = raw.description or " ".join(body.text(separator=" ").split()) or None
        add_facts(raw, body)
    return raw


def read_pack_labels(entry: Mapping[str, Any]) -> dict[int, str]:
    """The label of each of a product's variations, by its id: "5 Seeds"; "" for one that stands for any value."""
    names = {
        (text_in(attribute, "name"), text_in(term, "slug")): text_of_html(text_in(term, "name") or "")
        for attribute in objects_in(entry, "attributes")
        for term in objects_in(attribute, "terms")
    }
    labels = {}
    for variation in objects_in(entry, "variations"):
        parts = []
        for chosen in objects_in(variation, "attributes"):
            value = text_in(chosen, "value") or ""
            parts.append(names.get((text_in(chosen, "name"), value)) or spell(value))
        if isinstance(key := variation.get("id"), int):
            labels[key] = " ".join(filter(None, parts))
    return labels


def read_variation(entry: Mapping[str, Any], label: str | None) -> RawPack:
    """The pack that a variation is. Without a label of the product's own, that of the entry: "Pack Size: 5 Seeds"."""
    prices = object_in(entry, "prices")
    return RawPack(
        label=label or text_of_html(text_in(entry, "variation") or "") or "",
        price=read_amount(prices, "price"),
        regular_price=read_amount(prices, "regular_price"),
        stock=read_stock(entry),
    )


def read_amount(prices: Mapping[str, Any], name: str) -> str | None:
    """A price of the API, which counts in minor units, as a decimal.

    >>> read_amount({"price": "3100", "currency_minor_unit": 2}, "price")
    '31.00'
    """
    amount, digits = text_in(prices, name) or "", text_in(prices, "currency_minor_unit") or "0"
    if not _WHOLE.fullmatch(amount) or not _WHOLE.fullmatch(digits) or int(digits) > MOST_DIGITS:
        return None
    return str(Decimal(amount).scaleb(-int(digits)))


def read_stock(entry: Mapping[str, Any]) -> str | None:
    """What the shop writes beside the button, or what its fields say."""
    if (left := text_in(entry, "low_stock_remaining")) and left != "0":
        return f"only {left} left"
    if entry.get("is_on_backorder") is True:
        return "onbackorder"
    shown, is_there = object_in(entry, "stock_availability"), entry.get("is_in_stock")
    return choose_stock(
        text_of_html(text_in(shown, "text") or ""),
        text_in(shown, "class"),
        ("instock" if is_there else "outofstock") if isinstance(is_there, bool) else None,
    )


def _names(entry: Mapping[str, Any], name: str) -> list[str]:
    """The names of terms, as a visitor reads them: the API writes "&amp;"."""
    return [text for html in texts_in(entry, name, "name") if (text := text_of_html(html))]
