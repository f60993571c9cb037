"""What the demo prints: tables of what a crawl has stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

from database.statements import execute

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


def latest_job(connection: Connection) -> Row[Any] | None:
    """The demo seller's latest job."""
    return next(iter(_rows(connection, "latest_job")), None)


def crawl(connection: Connection) -> str:
    """One line on the latest crawl."""
    job = latest_job(connection)
    assert job is not None
    return (
        f"{job.state} in {job.seconds:.1f} s: {job.created} products created, "
        f"{job.updated} updated, {job.unchanged} unchanged, {job.rejected} rejected\n"
    )


def cheapest(connection: Connection) -> Table:
    """The ten cheapest strains by the seed."""
    return _table(
        "Cheapest by the seed", ("strain", "type", "pack", "price", "per seed"), _rows(connection, "cheapest")
    )


def kinds(connection: Connection) -> Table:
    """How many products there are of each type."""
    return _table("Products by type", ("type", "sex", "flowering", "products"), _rows(connection, "kinds"))


def changes(connection: Connection) -> Table:
    """What the latest crawl found changed: prices, new products, products gone."""
    return _table(
        "What changed since the day before",
        ("product", "what", "before", "now"),
        _rows(connection, "changes"),
    )


def _rows(connection: Connection, name: str) -> list[Row[Any]]:
    return list(execute(connection, f"demo/{name}"))


def _table(title: str, heads: tuple[str, ...], rows: list[Row[Any]]) -> Table:
    table = Table(title=title, title_justify="left")
    for head in heads:
        table.add_column(head)
    for row in rows:
        table.add_row(*("–" if value is None else str(value) for value in row))
    return table
