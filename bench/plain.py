"""The peer: what most pipelines do. One product, its packs, one commit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from database.engine import transaction
from database.tables.catalogue import packs, products
from pipelines.product import COLUMNS, Product, pack_rows, product_row

_product = insert(products)
UPSERT_PRODUCT = _product.on_conflict_do_update(
    index_elements=["seller", "url_key"], set_={name: _product.excluded[name] for name in COLUMNS}
).returning(products.c.id)
RAW_COLUMNS = ("url", "name", "image_url", "thc_text", "flowering_text")
UPSERT_RAW = _product.on_conflict_do_update(
    index_elements=["seller", "url_key"], set_={name: _product.excluded[name] for name in RAW_COLUMNS}
).returning(products.c.id)
_pack = insert(packs)
UPSERT_PACK = _pack.on_conflict_do_update(
    index_elements=["product_id", "seeds", "variant", "currency"],
    set_={name: _pack.excluded[name] for name in ("price", "regular_price", "stock_status")},
)


def store_one(product: Product) -> None:
    with transaction() as connection:
        _upsert(connection, product)


def _upsert(connection: Connection, product: Product) -> None:
    row = {**product_row(product), "content_hash": ""}
    number = connection.execute(UPSERT_PRODUCT, row).scalar_one()
    connection.execute(UPSERT_PACK, [{"product_id": number, **pack} for pack in pack_rows(product)])


def store_raw(item: dict[str, Any]) -> None:
    """What a page said, as it stands there: one committed upsert of the product and its packs."""
    row = {
        "seller": "demo",
        "url": item["url"],
        "url_key": item["url"],
        "name": item["name"],
        "strain_name": item["name"],
        "slug": item["name"],
        "image_url": item["image"],
        "thc_text": item["thc"],
        "flowering_text": " ".join(item["facts"]),
        "content_hash": "",
    }
    with transaction() as connection:
        number = connection.execute(UPSERT_RAW, row).scalar_one()
        packs = {pack["seeds"]: pack for pack in item["packs"] if pack["seeds"]}
        for pack in packs.values():
            row = {"product_id": number, "variant": "", "currency": "USD", **pack}
            connection.execute(UPSERT_PACK, {**row, "regular_price": None, "stock_status": None})
