"""Storing writes what differs, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bench.rows import make_products
from database.engine import transaction
from jobs import attempts
from jobs.attempts import Progress
from jobs.outcome import Outcome
from jobs.run import JobRun, Overtaken
from jobs.states import State
from pipelines.product import Product
from pipelines.reject import Reject
from pipelines.store import Batch, Tally, store
from pipelines.writer import _store_all
from tests.crawling import query

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def seller(database: Any) -> None:
    with transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO sellers (slug, name, homepage_url, platform, currency) VALUES ('bench', '', '', '', 'USD')"
        )


def _start() -> JobRun:
    """The run of the next crawl, the one before it ended."""
    with transaction() as connection:
        for job in connection.exec_driver_sql("SELECT job_id, run, seller FROM scrape_jobs WHERE state = 'active'"):
            attempts.finish(connection, JobRun(*job), Progress(1, 1, 0), Outcome(State.COMPLETED), None)
    with transaction() as connection:
        return attempts.start_by_hand(connection, "bench", {})


def _store(run: JobRun, *products: Product, rejects: tuple[Reject, ...] = ()) -> Tally:
    with transaction() as connection:
        return store(connection, run, Batch(list(products), list(rejects)))


def _repriced(product: Product, price: str) -> Product:
    first, *others = product.packs
    return replace(product, packs=(replace(first, price=Decimal(price)), *others))


def test_a_changed_price_is_one_update_and_one_line_of_history():
    one, two = make_products(2)
    _store(_start(), one, two)
    assert _store(_start(), _repriced(one, "61.50"), two) == Tally(
        seen=2, created=0, updated=1, unchanged=1, rejected=0
    )
    prices = query(
        "SELECT price FROM price_history WHERE seeds = 5 AND product_id = (SELECT min(id) FROM products) "
        "ORDER BY observed_at"
    )
    assert [row.price for row in prices] == [one.packs[0].price, Decimal("61.50")]
    assert len(query("SELECT 1 FROM price_history")) == 7


def test_a_change_without_price_or_stock_writes_no_history():
    [product] = make_products(1)
    _store(_start(), product)
    assert _store(_start(), replace(product, rating=Decimal(1))).updated == 1
    assert len(query("SELECT 1 FROM price_history")) == 3


def test_a_pack_that_is_not_offered_any_more_goes_and_its_history_says_so():
    [product] = make_products(1)
    _store(_start(), product)
    _store(_start(), replace(product, packs=product.packs[:2]))
    assert [row.seeds for row in query("SELECT seeds FROM packs ORDER BY seeds")] == [5, 10]
    last = query("SELECT stock_status FROM price_history WHERE seeds = 25 ORDER BY observed_at DESC LIMIT 1")
    assert last[0].stock_status == "out_of_stock"


def test_a_product_met_twice_in_one_crawl_counts_once_also_over_batches():
    one, two = make_products(2)
    run = _start()
    assert _store(run, one, one, two).seen == 2
    assert _store(run, one) == Tally(0, 0, 0, 0, 0)
    job = query("SELECT products_seen, created FROM scrape_jobs")[0]
    assert (job.products_seen, job.created) == (2, 2)


def test_of_two_sightings_in_a_batch_the_one_that_tells_more_is_stored():
    [product] = make_products(1)
    _store(_start(), replace(product, thc_text=None, rating=None), product)
    assert query("SELECT thc_text FROM products")[0].thc_text == "18-25%"


def test_rejects_are_kept_and_their_products_count_as_seen():
    [product] = make_products(1)
    _store(_start(), product)
    run = _start()
    reject = Reject(product.url, product.url_key, "no pack with a price", {"name": "x", "packs": [{"price": None}]})
    assert _store(run, rejects=(reject,)).rejected == 1
    kept = query("SELECT job_id, reason, raw FROM rejects")[0]
    assert (kept.job_id, kept.reason, kept.raw) == (run.job_id, reason := "no pack with a price", reject.raw), reason
    assert query("SELECT last_seen_at > first_seen_at AS seen FROM products")[0].seen


def test_an_overtaken_run_writes_nothing():
    [product] = make_products(1)
    run = _start()
    with pytest.raises(Overtaken):
        _store(replace(run, run=run.run - 1), product)
    query("UPDATE scrape_jobs SET state = 'cancelled' RETURNING 1")
    with pytest.raises(Overtaken):
        _store(run, product)
    assert query("SELECT 1 FROM products") == []


def test_one_product_that_the_database_refuses_becomes_a_reject_and_the_others_are_stored():
    products = make_products(9)
    products[4] = replace(products[4], rating=Decimal(9))
    assert _store_all(_start(), Batch(products)) == 1
    assert len(query("SELECT 1 FROM products")) == 8
    assert "the database refused it" in query("SELECT reason FROM rejects")[0].reason


def test_a_job_that_goes_leaves_the_history_it_wrote():
    [product] = make_products(1)
    _store(_start(), product)
    query("DELETE FROM scrape_jobs RETURNING 1")
    assert {row.job_id for row in query("SELECT job_id FROM price_history")} == {None}


def test_the_offers_are_the_packs_of_listed_products_of_active_sellers_with_the_affiliate_link():
    one, two = make_products(2)
    _store(_start(), one, replace(two, url=f"{two.url}?p=1"))
    query("UPDATE sellers SET affiliate_tag = 'ref=gs' RETURNING 1")
    links = {row.affiliate_url for row in query("SELECT affiliate_url FROM offers")}
    assert links == {f"{one.url}?ref=gs", f"{two.url}?p=1&ref=gs"}
    query("UPDATE products SET delisted_at = now() WHERE url_key = %(key)s RETURNING 1", key=one.url_key)
    assert len(query("SELECT 1 FROM offers")) == 3
    query("UPDATE sellers SET is_active = false RETURNING 1")
    assert query("SELECT 1 FROM offers") == []
