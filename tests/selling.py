"""A seller whose crawls a test writes itself: what is stored, and how each job ends."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bench.rows import make_products
from database.engine import transaction
from jobs import attempts
from jobs.attempts import Progress
from jobs.outcome import Outcome
from jobs.run import JobRun
from jobs.states import State
from pipelines.product import Pack, Product
from pipelines.store import Batch, store

COMPLETED = Outcome(State.COMPLETED)


def add_seller(slug: str = "bench", name: str = "Bench Seeds") -> None:
    """Make a seller's row."""
    with transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO sellers (slug, name, homepage_url, platform, currency) VALUES (%s, %s, '', '', 'USD')",
            (slug, name),
        )


def crawl_once(
    *products: Product, outcome: Outcome = COMPLETED, suspicious: str | None = None, seller: str = "bench"
) -> JobRun:
    """A whole crawl by hand that stores these products."""
    with transaction() as connection:
        run = attempts.start_by_hand(connection, seller, {})
    with transaction() as connection:
        store(connection, run, Batch(list(products)))
    with transaction() as connection:
        attempts.finish(connection, run, Progress(3, 3, 0), outcome, suspicious)
    return run


def product(price: str = "60.00", *, seeds: int = 5, stock: str | None = "in_stock", number: int = 0) -> Product:
    """A product with one pack."""
    made = make_products(number + 1)[number]
    return with_packs(made, (seeds, price, stock))


def with_packs(made: Product, *packs: tuple[int, str, str | None]) -> Product:
    """The product with other packs: seeds, price, stock."""
    return replace(
        made, packs=tuple(Pack(seeds, "", Decimal(price), None, "USD", stock) for seeds, price, stock in packs)
    )
