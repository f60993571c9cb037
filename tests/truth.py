"""What the demo shop says that it sells, and what is stored of it, in a form in which the two can be compared."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from demo.process import Shop
from tests.crawling import query

PACK_FACTS = ("seeds", "variant", "price", "regular_price", "currency", "price_per_seed", "stock_status")


def sold(shop: Shop) -> dict[str, dict[str, Any]]:
    """What the shop itself says that it sells, by address."""
    return {product["url"]: _plain(product) for product in shop.truth()["products"]}


def stored() -> dict[str, dict[str, Any]]:
    """What is listed in the database, by address, with the facts that the shop tells."""
    packs: dict[int, list[dict[str, Any]]] = {}
    for pack in query("SELECT * FROM packs ORDER BY product_id, seeds"):
        packs.setdefault(pack.product_id, []).append({name: getattr(pack, name) for name in PACK_FACTS})
    products = query("SELECT * FROM products WHERE delisted_at IS NULL")
    return {product.url: _plain({**product._mapping, "packs": packs[product.id]}) for product in products}


def _plain(product: dict[str, Any]) -> dict[str, Any]:
    """Numbers as decimals, whichever way they were written."""
    kept = {name: _number(value) for name, value in product.items() if name not in IGNORED}
    kept["packs"] = [{name: _number(value) for name, value in pack.items()} for pack in product["packs"]]
    return kept


def _number(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(str(value))
    if isinstance(value, str) and value.replace(".", "", 1).isdecimal():
        return Decimal(value)
    return value


# The database's own columns, and facts that no card of the shop tells.
IGNORED = (
    *("id", "seller", "url_key", "content_hash", "first_seen_at", "last_seen_at", "changed_at", "delisted_at"),
    *("genetics", "yield_text", "height_text", "effects", "flavours"),
)
