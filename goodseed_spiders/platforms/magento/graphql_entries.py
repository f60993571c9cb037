"""Products as Magento's GraphQL has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from goodseed_spiders.items import RawPack, RawProduct
from goodseed_spiders.platforms.facts import add_fact, add_facts
from goodseed_spiders.platforms.json_values import object_in, objects_in, text_in, texts_in
from goodseed_spiders.platforms.nodes import parse_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def read_entry(entry: Mapping[str, Any], page_url: str) -> RawProduct:
    """What an entry says of its product; facts are in its own attributes, or labelled in its description."""
    raw = RawProduct(page_url=page_url)
    raw.external_id = raw.sku = text_in(entry, "sku")
    raw.name = text_in(entry, "name")
    if key := text_in(entry, "url_key"):
        path = f"{key}{text_in(entry, 'url_suffix') or ''}".lstrip("/")
        raw.url = urljoin(page_url, f"/{quote(path, safe='/%', errors='replace')}")
    raw.image = text_in(object_in(entry, "image"), "url")
    raw.categories = texts_in(entry, "categories", "name")
    raw.packs = list(_read_packs(entry))
    raw.stock = _read_stock(entry)
    final, regular, raw.currency = _read_prices(entry)
    if not raw.packs:
        raw.price_text, raw.regular_price_text = final, regular
    for attribute in objects_in(object_in(entry, "custom_attributesV2"), "items"):
        value = ", ".join(texts_in(attribute, "selected_options", "label")) or text_in(attribute, "value")
        if value and (code := text_in(attribute, "code")):
            add_fact(raw, code.replace("_", " "), value)
    for name in ("short_description", "description"):
        if html := text_in(object_in(entry, name), "html"):
            body = parse_part(html)
            raw.description = raw.description or " ".join(body.text(separator=" ").split()) or None
            add_facts(raw, body)
    return raw


def _read_packs(entry: Mapping[str, Any]) -> Iterator[RawPack]:
    for row in objects_in(entry, "items"):
        product = object_in(row, "product")
        yield _read_pack(product, text_in(product, "name"))
    for variant in objects_in(entry, "variants"):
        yield _read_pack(object_in(variant, "product"), " ".join(texts_in(variant, "attributes", "label")))


def _read_pack(product: Mapping[str, Any], label: str | None) -> RawPack:
    final, regular, _ = _read_prices(product)
    return RawPack(label=label, price=final, regular_price=regular, stock=_read_stock(product))


def _read_prices(product: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
    """What is to be paid, what it used to be, and the currency."""
    least = object_in(object_in(product, "price_range"), "minimum_price")
    final, regular = object_in(least, "final_price"), object_in(least, "regular_price")
    return text_in(final, "value"), text_in(regular, "value"), text_in(final, "currency")


def _read_stock(product: Mapping[str, Any]) -> str | None:
    left = product.get("only_x_left_in_stock")
    if isinstance(left, int | float) and left > 0:
        return f"only {left:g} left"
    told = text_in(product, "stock_status")
    return told.replace("_", "").lower() if told else None
