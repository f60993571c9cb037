"""Products as Magento's GraphQL has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.items import RawPack, RawProduct
from goodseed_spiders.platforms.facts import add_fact, find_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def read_entry(entry: Mapping[str, Any], page_url: str) -> RawProduct:
    """What an entry says of its product; facts are where its description has them with a label."""
    raw = RawProduct(page_url=page_url)
    raw.external_id = _text(entry.get("sku"))
    raw.name = _text(entry.get("name"))
    if key := _text(entry.get("url_key")):
        raw.url = urljoin(page_url, f"/{key}{entry.get('url_suffix') or ''}")
    raw.image = _text(_within(entry, "image").get("url"))
    raw.categories = [str(category.get("name")) for category in _listed(entry, "categories")]
    raw.packs = list(_read_packs(entry))
    raw.stock = _read_stock(entry)
    final, regular, raw.currency = _read_prices(entry)
    if not raw.packs:
        raw.price_text, raw.regular_price_text = final, regular
    for attribute in _listed(_within(entry, "custom_attributesV2"), "items"):
        chosen = ", ".join(str(option.get("label")) for option in _listed(attribute, "selected_options"))
        value = chosen or _text(attribute.get("value"))
        if value and (code := _text(attribute.get("code"))):
            add_fact(raw, code.replace("_", " "), value)
    for name in ("short_description", "description"):
        if html := _text(_within(entry, name).get("html")):
            body = LexborHTMLParser(html)
            raw.description = raw.description or " ".join(body.text(separator=" ").split()) or None
            for label, value in find_facts(body):
                add_fact(raw, label, value)
    return raw


def _read_packs(entry: Mapping[str, Any]) -> Iterator[RawPack]:
    for row in _listed(entry, "items"):
        product = _within(row, "product")
        yield _read_pack(product, _text(product.get("name")))
    for variant in _listed(entry, "variants"):
        label = " ".join(str(attribute.get("label")) for attribute in _listed(variant, "attributes"))
        yield _read_pack(_within(variant, "product"), label)


def _read_pack(product: Mapping[str, Any], label: str | None) -> RawPack:
    final, regular, _ = _read_prices(product)
    return RawPack(label=label, price=final, regular_price=regular, stock=_read_stock(product))


def _read_prices(product: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
    """What is to be paid, what it used to be, and the currency."""
    least = _within(_within(product, "price_range"), "minimum_price")
    final, regular = _within(least, "final_price"), _within(least, "regular_price")
    return _amount(final), _amount(regular), _text(final.get("currency"))


def _read_stock(product: Mapping[str, Any]) -> str | None:
    if left := product.get("only_x_left_in_stock"):
        return f"only {left:g} left" if isinstance(left, int | float) else None
    told = _text(product.get("stock_status"))
    return told.replace("_", "").lower() if told else None


def _amount(money: Mapping[str, Any]) -> str | None:
    value = money.get("value")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _within(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def _listed(entry: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = entry.get(name)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
