"""Products as Shopify's JSON has them: in `/products.json`, in `/products/<handle>.js`, in the scripts of pages."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urljoin, urlsplit

from goodseed_spiders.items import RawPack, RawProduct
from goodseed_spiders.platforms.facts import add_fact, add_facts
from goodseed_spiders.platforms.json_values import objects_in, text_in
from goodseed_spiders.platforms.nodes import parse_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# The only variant of a product that has no options.
NO_OPTION = frozenset({"Default Title", "Default", "", None})
_OPTIONS = ("option1", "option2", "option3")
_IN_TAG = re.compile(r"\s*[:_=]\s*")


def read_entry(entry: Mapping[str, Any], page_url: str) -> RawProduct:
    """What an entry says of its product; facts are where the description or a tag has them with a label."""
    raw = RawProduct(page_url=page_url)
    raw.external_id = text_in(entry, "id")
    raw.name = text_in(entry, "title", "untranslatedTitle")
    handle = text_in(entry, "handle")
    raw.url = urljoin(page_url, f"/products/{quote(handle, safe='%', errors='replace')}") if handle else None
    raw.image = next(_read_images(entry), None)
    raw.categories = [told for told in (text_in(entry, "product_type", "type"),) if told]
    raw.tags = _read_tags(entry.get("tags"))
    if html := text_in(entry, "body_html", "description", "content"):
        body = parse_part(html)
        raw.description = " ".join(body.text(separator=" ").split()) or None
        add_facts(raw, body)
    for tag in raw.tags:
        label, *value = _IN_TAG.split(tag, maxsplit=1)
        add_fact(raw, label, "".join(value))
    _read_variants(entry, raw)
    return raw


def read_amount(price: Any) -> str | None:
    """A price as a decimal: the feed writes "65.00", the scripts of pages count cents, or name the currency beside it.

    >>> read_amount("65.00"), read_amount(6500), read_amount({"amount": 65.0, "currencyCode": "CAD"})
    ('65.00', '65.00', '65.0')
    """
    if isinstance(price, dict):
        price = price.get("amount")
        return str(price) if isinstance(price, str | int | float) and not isinstance(price, bool) else None
    if isinstance(price, bool):
        return None
    if isinstance(price, int):
        return str(Decimal(price).scaleb(-2))
    return str(price) if isinstance(price, str | float) else None


def _read_variants(entry: Mapping[str, Any], raw: RawProduct) -> None:
    variants = objects_in(entry, "variants")
    packs = [_read_variant(variant) for variant in variants]
    wanted = _find_wanted(variants, raw.page_url)
    shown = variants if wanted is None else [variants[wanted], *variants]
    raw.sku = next((sku for variant in shown if (sku := text_in(variant, "sku"))), None)
    # A variant without a title of its own has the product's name.
    if len(packs) == 1 and packs[0].label in NO_OPTION | {text_in(variants[0], "name")}:
        wanted = 0
    else:
        raw.packs = packs
    if wanted is not None:
        pack = packs[wanted]
        raw.price_text, raw.regular_price_text, raw.stock = pack.price, pack.regular_price, pack.stock


def _find_wanted(variants: Sequence[Mapping[str, Any]], address: str) -> int | None:
    """The place of the variant that the page's address asks for."""
    told = parse_qs(urlsplit(address).query[:2000]).get("variant", [])
    return next((place for place, variant in enumerate(variants) if text_in(variant, "id") in told), None)


def _read_variant(variant: Mapping[str, Any]) -> RawPack:
    options = variant.get("options")
    told = [text_in(variant, name) for name in _OPTIONS] if not isinstance(options, list) else list(map(_name, options))
    label = " ".join(filter(None, told)) or text_in(variant, "public_title", "title", "untranslatedTitle", "name")
    available = variant.get("available", variant.get("availableForSale"))
    return RawPack(
        label=label,
        price=read_amount(variant.get("price")),
        regular_price=read_amount(variant.get("compare_at_price", variant.get("compareAtPrice"))),
        stock=("instock" if available else "outofstock") if isinstance(available, bool) else None,
    )


def _name(option: Any) -> str | None:
    """An option as a text, or with its text inside."""
    return text_in(option, "value", "name") if isinstance(option, dict) else text_in({"option": option}, "option")


def _read_images(entry: Mapping[str, Any]) -> Iterator[str]:
    images = entry.get("images")
    for image in (entry.get("image"), entry.get("featured_image"), *(images if isinstance(images, list) else ())):
        source = (image.get("src") or image.get("url")) if isinstance(image, dict) else image
        if isinstance(source, str) and source:
            yield source


def _read_tags(tags: Any) -> list[str]:
    """A list, or a text with commas."""
    listed = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    return [text for tag in listed if (text := str(tag).strip())]
