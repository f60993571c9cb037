"""Entries of WooCommerce's Store API (`/wp-json/wc/store/v1/products`), as raw products and packs."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.items import RawPack, RawProduct
from goodseed_spiders.platforms.facts import add_fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What is read of an entry, so that a shop need not send all else.
PRODUCT_FIELDS = (
    "id,name,type,permalink,sku,short_description,prices,average_rating,review_count,images,categories,tags,"
    "attributes,variations,is_in_stock,is_on_backorder,low_stock_remaining,stock_availability"
)
VARIATION_FIELDS = "id,parent,variation,prices,is_in_stock,is_on_backorder,low_stock_remaining,stock_availability"


def read_entry(entry: Mapping[str, Any], page_url: str) -> RawProduct:
    """What an entry says of its product; the packs of one with variations are entries of their own."""
    prices = entry.get("prices") or {}
    raw = RawProduct(page_url=page_url)
    raw.url = entry.get("permalink")
    raw.external_id = str(entry["id"]) if entry.get("id") else None
    raw.name = _strip_tags(entry.get("name"))
    raw.image = next((image.get("src") for image in _entries(entry, "images")), None)
    raw.description = _strip_tags(entry.get("short_description"))
    raw.categories = [str(term.get("name")) for term in _entries(entry, "categories")]
    raw.tags = [str(term.get("name")) for term in _entries(entry, "tags")]
    raw.currency = prices.get("currency_code")
    raw.price_text = read_amount(prices, "price")
    raw.regular_price_text = read_amount(prices, "regular_price")
    raw.rating = str(entry.get("average_rating") or "") or None
    raw.rating_count = str(entry.get("review_count") or "") or None
    raw.stock = read_stock(entry)
    for attribute in _entries(entry, "attributes"):
        if not attribute.get("has_variations"):
            terms = ", ".join(str(term.get("name")) for term in _entries(attribute, "terms"))
            add_fact(raw, str(attribute.get("name")), terms)
    return raw


def read_pack_labels(entry: Mapping[str, Any]) -> dict[int, str]:
    """The label of each of a product's variations, by its id: "5 Seeds"."""
    names = {
        (attribute.get("name"), term.get("slug")): str(term.get("name"))
        for attribute in _entries(entry, "attributes")
        for term in _entries(attribute, "terms")
    }
    return {
        variation["id"]: " ".join(
            names.get((part.get("name"), part.get("value")), str(part.get("value") or ""))
            for part in _entries(variation, "attributes")
        )
        for variation in _entries(entry, "variations")
        if isinstance(variation.get("id"), int)
    }


def read_variation(entry: Mapping[str, Any], label: str | None) -> RawPack:
    """The pack that a variation is. Without a label of the product's own, that of the entry: "Pack Size: 5 Seeds"."""
    prices = entry.get("prices") or {}
    return RawPack(
        label=label or str(entry.get("variation") or ""),
        price=read_amount(prices, "price"),
        regular_price=read_amount(prices, "regular_price"),
        stock=read_stock(entry),
    )


def read_amount(prices: Mapping[str, Any], name: str) -> str | None:
    """A price of the API, which counts in minor units, as a decimal.

    >>> read_amount({"price": "3100", "currency_minor_unit": 2}, "price")
    '31.00'
    """
    try:
        digits = int(prices.get("currency_minor_unit") or 0)
        return str(Decimal(str(prices[name])).scaleb(-digits))
    except (KeyError, InvalidOperation, ValueError, TypeError):
        return None


def read_stock(entry: Mapping[str, Any]) -> str | None:
    """What the shop writes beside the button, or what its fields say."""
    if left := entry.get("low_stock_remaining"):
        return f"only {left} left"
    if entry.get("is_on_backorder"):
        return "onbackorder"
    text = (entry.get("stock_availability") or {}).get("text")
    if text:
        return _strip_tags(text)
    is_there = entry.get("is_in_stock")
    return None if is_there is None else "instock" if is_there else "outofstock"


def _entries(entry: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    listed = entry.get(name)
    return [part for part in listed if isinstance(part, dict)] if isinstance(listed, list) else []


def _strip_tags(html: Any) -> str | None:
    return " ".join(LexborHTMLParser(html).text(separator=" ").split()) or None if isinstance(html, str) else None
