"""Writing products with their packs and the history of their prices: the only place that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import to_json

from database.statements import execute

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection


class ProductRows(NamedTuple):
    """A product's columns by name, with its content_hash, and those of its packs."""

    facts: dict[str, Any]
    packs: list[dict[str, Any]]


def write_products(
    connection: Connection, products: Sequence[ProductRows], *, job_id: str | None, observed_at: datetime | None = None
) -> int:
    """Write products that differ from what is stored; how many of them are new.

    `observed_at` is when they were read: None is now, by a running crawl, so that they have been seen by it.
    What was read before changes neither when a product was last seen nor whether it is listed.
    """
    rows = encode([product.facts for product in products])
    written = execute(connection, "pipelines/write_products", rows=rows, observed_at=observed_at).all()
    ids = {row.url_key: row.id for row in written}
    packs = [
        {"product_id": ids[product.facts["url_key"]], **pack}
        for product in products
        if product.facts["url_key"] in ids
        for pack in product.packs
    ]
    values = {"products": list(ids.values()), "job_id": job_id, "observed_at": observed_at}
    execute(connection, "pipelines/write_packs", rows=encode(packs), **values)
    return sum(row.is_new for row in written)


def encode(rows: list[dict[str, Any]]) -> str:
    """Rows as the JSON that the statements unpack."""
    return to_json(rows).decode()
