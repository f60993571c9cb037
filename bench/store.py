"""The storing pipeline beside one upsert a product, on the same rows in the same PostgreSQL: python -m bench.store"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from bench.plain import store_one
from bench.rows import make_products
from database import embedded
from database.engine import transaction
from database.migrating import migrate
from database.scratch import scratch_database
from jobs.attempts import start_by_hand
from pipelines.product import Product
from pipelines.store import Batch, store
from pipelines.writer import BATCH_SIZE

SELLER = "INSERT INTO sellers (slug, name, homepage_url, platform, currency) VALUES ('bench', '', '', '', 'USD')"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--products", type=int, default=5000)
    products = make_products(options.parse_args().products)
    plain = _measure(_store_plainly, products)
    ours = _measure(_store_in_batches, products)
    print(f"{len(products)} products with 3 packs each, products a second:")
    print(f"{'':18}{'plain':>10}{'batched':>10}{'ratio':>8}")
    for crawl, before, after in zip(("first crawl", "unchanged crawl"), plain, ours, strict=True):
        print(f"{crawl:18}{before:10.0f}{after:10.0f}{after / before:7.1f}x")


def _measure(store_all: Callable[[list[Product]], None], products: list[Product]) -> list[float]:
    """Products a second on a first crawl, and on a second one that finds nothing changed."""
    with scratch_database(embedded.start()):
        migrate()
        with transaction() as connection:
            connection.exec_driver_sql(SELLER)
        rates = []
        for _ in range(2):
            start = time.perf_counter()
            store_all(products)
            rates.append(len(products) / (time.perf_counter() - start))
        return rates


def _store_plainly(products: list[Product]) -> None:
    for product in products:
        store_one(product)


def _store_in_batches(products: list[Product]) -> None:
    with transaction() as connection:
        connection.exec_driver_sql("UPDATE scrape_jobs SET state = 'completed'")
        run = start_by_hand(connection, "bench", {})
    for start in range(0, len(products), BATCH_SIZE):
        with transaction() as connection:
            store(connection, run, Batch(products[start : start + BATCH_SIZE]))


if __name__ == "__main__":
    main()
