"""Products as Shopify's JSON has them: in `/products.json`, in `/products/<handle>.js`, in the scripts of pages."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.items import RawPack, RawProduct
from goodseed_spiders.platforms.facts import add_fact, find_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The only variant of a product that has no options.
NO_OPTION = "Default Title"


def read_entry(entry: Mapping[str, Any], page_url: str) -> RawProduct:
    """What an entry says of its product; facts are where the description or a tag has them with a label."""
    raw = RawProduct(page_url=page_url)
    raw.external_id = str(entry["id"]) if entry.get("id") else None
    raw.name = _text(entry.get("title"))
    raw.url = urljoin(page_url, f"/products/{entry['handle']}") if entry.get("handle") else None
    raw.image = next(_read_images(entry), None)
    raw.categories = [str(told) for told in (entry.get("product_type") or entry.get("type"),) if told]
    raw.tags = _read_tags(entry.get("tags"))
    html = _text(entry.get("body_html")) or _text(entry.get("description"))
    if html:
        body = LexborHTMLParser(html)
        raw.description = " ".join(body.text(separator=" ").split()) or None
        for label, value in find_facts(body):
            add_fact(raw, label, value)
    for tag in raw.tags:
        label, colon, value = tag.partition(":")
        if colon:
            add_fact(raw, label, value)
    _read_variants(entry, raw)
    return raw


def _read_variants(entry: Mapping[str, Any], raw: RawProduct) -> None:
    variants = [variant for variant in entry.get("variants") or () if isinstance(variant, dict)]
    packs = [_read_variant(variant) for variant in variants]
    if len(packs) == 1 and packs[0].label in (NO_OPTION, "", None):
        raw.price_text, raw.regular_price_text, raw.stock = packs[0].price, packs[0].regular_price, packs[0].stock
    else:
        raw.packs = packs


def _read_variant(variant: Mapping[str, Any]) -> RawPack:
    options = variant.get("options")
    told = options if isinstance(options, list) else [variant.get(f"option{place}") for place in (1, 2, 3)]
    label = " ".join(str(option) for option in told if option) or _text(variant.get("title"))
    available = variant.get("available")
    return RawPack(
        label=label,
        price=read_amount(variant.get("price")),
        regular_price=read_amount(variant.get("compare_at_price")),
        stock=None if available is None else "instock" if available else "outofstock",
    )


def read_amount(price: Any) -> str | None:
    """A price as a decimal: the feed writes "65.00", the scripts of pages count cents.

    >>> read_amount("65.00"), read_amount(6500), read_amount(None)
    ('65.00', '65.00', None)
    """
    if isinstance(price, bool) or price is None:
        return None
    if isinstance(price, int):
        return str(Decimal(price).scaleb(-2))
    return str(price)


def _read_images(entry: Mapping[str, Any]) -> Iterator[str]:
    for image in (entry.get("image"), entry.get("featured_image"), *(entry.get("images") or ())):
        source = image.get("src") if isinstance(image, dict) else image
        if isinstance(source, str) and source:
            yield source


def _read_tags(tags: Any) -> list[str]:
    """A list, or a text with commas."""
    listed = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    return [str(tag).strip() for tag in listed]


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
