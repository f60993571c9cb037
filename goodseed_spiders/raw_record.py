"""A raw item as `scrapy extract --raw` prints it: before normalising and validating, of any goods."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pipelines.normalise.links import canonical_url
from pipelines.normalise.money import read_currency, read_money
from pipelines.normalise.stock import read_product_stock, read_stock
from pipelines.normalise.text import clean, clean_tree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from goodseed_spiders.items import RawPack, RawProduct
    from pipelines.normalise.money import Money


def raw_record(raw: RawProduct, currency: str | None) -> dict[str, Any]:
    """The item's fields, and what most shops tell of any goods, in a fixed form.

    name, url, sku, price (what is to be paid now) and regular_price (None unless it is higher) as decimal strings,
    currency (ISO 4217), stock_status; of packs the cheapest that can be bought. `currency` is that of a price that
    names none. Then `packs`, their prices in the same form, and all other fields as the page has them, under `raw`;
    unknown is None.
    """
    own = read_currency(raw.currency, currency or "")
    pack = _cheapest(raw.packs, own)
    price = read_money(raw.price_text or (pack.price if pack else None), own)
    regular = read_money(raw.regular_price_text, own)
    if regular is None and pack and price and read_money(pack.price, own) == price:
        regular = read_money(pack.regular_price, own)  # the price is this pack's
    record: dict[str, Any] = {
        "name": clean(raw.name),
        "url": canonical_url(raw.url, raw.page_url) or None,
        "sku": clean(raw.sku),
        **_prices(price, regular),
        "currency": (price.currency if price else own) or None,
        "stock_status": read_product_stock((read_stock(one.stock) for one in raw.packs), None)
        if raw.stock is None
        else read_stock(raw.stock),
        "packs": [
            asdict(one) | _prices(read_money(one.price, own), read_money(one.regular_price, own)) for one in raw.packs
        ],
        "raw": {name: value or None for name, value in asdict(raw).items() if name not in ("packs", "is_cut_off")},
    }
    cleaned = clean_tree(record)
    assert isinstance(cleaned, dict)
    return cleaned


def _cheapest(packs: Iterable[RawPack], currency: str) -> RawPack | None:
    """The pack with the lowest price, of those in stock if any is."""
    priced: list[tuple[bool, Decimal, RawPack]] = []
    for pack in packs:
        price = read_money(pack.price, currency)
        if price is not None and price.amount:
            priced.append((read_stock(pack.stock) == "out_of_stock", price.amount, pack))
    return min(priced, key=lambda entry: entry[:2])[2] if priced else None


def _prices(price: Money | None, regular: Money | None) -> dict[str, str | None]:
    """A regular price is one only beside a lower one."""
    is_reduced = regular and price and regular.amount > price.amount
    return {"price": _decimal(price), "regular_price": _decimal(regular) if is_reduced else None}


def _decimal(money: Money | None) -> str | None:
    return str(money.amount) if money and money.amount else None
