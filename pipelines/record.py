"""A product as JSON for people and programs: the columns' names, prices as strings, shares as numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.product import COLUMNS, product_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipelines.product import Product

_MONEY = frozenset({"display_price"})


def product_record(product: Product) -> dict[str, Any]:
    """The product's facts and its packs, with unknown facts as None."""
    return make_record(product_row(product), product.packs)


def make_record(facts: Mapping[str, Any], packs: Iterable[Any]) -> dict[str, Any]:
    """The same from columns by name, and from packs, read or stored."""
    record = {name: _to_json(name, facts[name]) for name in COLUMNS}
    return {**record, "packs": [_pack_record(pack) for pack in packs]}


def known_facts(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what is unknown, its packs' included."""
    known = {name: value for name, value in record.items() if value is not None}
    if "packs" in known:
        known["packs"] = [known_facts(pack) for pack in known["packs"]]
    return known


def _pack_record(pack: Any) -> dict[str, Any]:
    return {
        "seeds": pack.seeds,
        "variant": pack.variant,
        "price": str(pack.price),
        "regular_price": None if pack.regular_price is None else str(pack.regular_price),
        "currency": pack.currency,
        "price_per_seed": str(pack.price_per_seed),
        "stock_status": pack.stock_status,
    }


def _to_json(name: str, value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value) if name in _MONEY else _to_number(value)
    return list(value) if isinstance(value, tuple) else value


def _to_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
