"""Prices that jump are not written: they are held for a look, or wait until the whole shop was compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest

from bench.rows import make_products
from database.engine import transaction
from jobs import attempts
from jobs.attempts import Progress
from jobs.outcome import Outcome
from jobs.run import JobRun, Overtaken
from jobs.states import ErrorCode, State
from pipelines.product import Product, content_hash
from pipelines.record import product_record
from pipelines.reject import Reject
from pipelines.reviewing import Choice, NotHeld, accept, drop
from pipelines.settling import settle
from pipelines.store import Batch, Tally, store
from tests.crawling import query

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def seller(database: Any) -> None:
    columns = "slug, name, homepage_url, platform, currency"
    query(f"INSERT INTO sellers ({columns}) VALUES ('bench', '', '', '', 'USD') RETURNING 1")


def _start() -> JobRun:
    with transaction() as connection:
        return attempts.start_by_hand(connection, "bench", {})


def _store(run: JobRun, products: Sequence[Product], rejects: Sequence[Reject] = ()) -> Tally:
    with transaction() as connection:
        return store(connection, run, Batch(list(products), list(rejects)))


def _end(run: JobRun, outcome: Outcome | None = None, *, is_complete: bool = True) -> str | None:
    outcome = outcome or Outcome(State.COMPLETED)
    is_completed = outcome.state is State.COMPLETED
    with transaction() as connection:
        told = settle(connection, run, is_completed=is_completed, is_complete=is_completed and is_complete)
        attempts.finish(connection, run, Progress(1, 1, 0), outcome, told)
    return told


def _crawl(*products: Product, is_complete: bool = True) -> str | None:
    """One crawl from its start to its end; what is suspicious about it."""
    run = _start()
    _store(run, products)
    return _end(run, is_complete=is_complete)


def _die(*products: Product) -> None:
    """A crawl whose process dies after it has stored these."""
    _store(_start(), products)
    query("UPDATE scrape_jobs SET heartbeat_at = now() - interval '1 hour' RETURNING 1")


def _times(product: Product, factor: str) -> Product:
    """The product with all its prices multiplied, as a page would tell them."""
    packs = tuple(
        replace(pack, price=(pack.price * Decimal(factor)).quantize(Decimal("0.01"))) for pack in product.packs
    )
    return replace(product, packs=packs, display_price=packs[0].price_per_seed)


def _prices(product: Product) -> list[Decimal]:
    rows = query(
        "SELECT packs.price FROM packs JOIN products ON id = product_id WHERE url_key = %(key)s ORDER BY seeds",
        key=product.url_key,
    )
    return [row.price for row in rows]


def _told(product: Product) -> list[Decimal]:
    return [pack.price for pack in product.packs]


def _held(*columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in query(f"SELECT {', '.join(columns)} FROM held ORDER BY id")]


def _job() -> Any:
    return query("SELECT * FROM scrape_jobs ORDER BY run DESC LIMIT 1")[0]


def _adds_up(job: Any) -> bool:
    return bool(job.products_seen == job.created + job.updated + job.unchanged + job.held)


def _ids() -> tuple[int, ...]:
    return tuple(row.id for row in query("SELECT id FROM held ORDER BY id"))


def test_a_jump_is_not_written_and_says_what_is_stored_what_was_read_and_why():
    one, two = (_times(product, "1.00") for product in make_products(2))
    _crawl(one, two)
    before = query("SELECT * FROM products WHERE url_key = %(key)s", key=one.url_key)[0]
    history = query("SELECT * FROM price_history ORDER BY 1, 2, 3")
    dear = _times(one, "1.7")
    assert _crawl(dear, two) is None
    [change] = query("SELECT * FROM held")
    assert (change.state, change.stored, change.read) == ("held", product_record(one), product_record(dear))
    assert change.reason == "the price of 5 seeds went from 60.00 to 102.00 USD (+70%)"
    assert (change.read_hash, change.job_id, change.moved) == (content_hash(dear), _job().job_id, 70)
    after = query("SELECT * FROM products WHERE url_key = %(key)s", key=one.url_key)[0]
    assert after.last_seen_at > before.last_seen_at
    assert (after.changed_at, after.content_hash, after.display_price) == (
        before.changed_at,
        before.content_hash,
        before.display_price,
    )
    assert _prices(one) == _told(one)
    assert query("SELECT * FROM price_history ORDER BY 1, 2, 3") == history


def test_a_held_product_counts_as_seen_and_the_numbers_of_its_job_add_up():
    one, two, three = make_products(3)
    _crawl(one, two, three)
    assert _crawl(_times(one, "0.3"), _times(two, "1.1"), three) is None
    job = _job()
    assert (job.products_seen, job.created, job.updated, job.unchanged, job.held) == (3, 0, 1, 1, 1)
    assert query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL") == []


def test_a_product_that_is_new_or_comes_back_is_not_held():
    one, two, three, four = make_products(4)
    _crawl(one, two, three, four)
    _crawl(one, two, three)
    assert len(query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL")) == 1
    _crawl(one, two, three, _times(four, "3"))
    assert (_held("1"), _prices(four)) == ([], _told(_times(four, "3")))
    assert (_job().updated, query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL")) == (1, [])


def test_a_product_that_was_set_aside_by_hand_is_listed_again_when_it_is_read():
    one, two = make_products(2)
    _crawl(one, two)
    query("UPDATE products SET delisted_at = now() WHERE url_key = %(key)s RETURNING 1", key=one.url_key)
    _crawl(one, two)
    assert query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL") == []


def test_another_currency_is_no_jump():
    [product] = make_products(1)
    _crawl(product)
    packs = tuple(replace(pack, currency="CAD", price=pack.price * 9) for pack in product.packs)
    _crawl(replace(product, packs=packs))
    assert (_held("1"), {row.currency for row in query("SELECT currency FROM packs")}) == ([], {"CAD"})


def test_a_price_that_came_back_leaves_the_held():
    one, two = make_products(2)
    _crawl(one, two)
    _crawl(_times(one, "2"), two)
    assert len(_held("1")) == 1
    _crawl(one, two)
    assert (_held("1"), _job().unchanged) == ([], 2)


def test_a_price_that_came_almost_back_is_written_and_leaves_the_held():
    one, two = make_products(2)
    _crawl(one, two)
    _crawl(_times(one, "2"), two)
    _crawl(_times(one, "1.1"), two)
    assert (_held("1"), _prices(one)) == ([], _told(_times(one, "1.1")))


def test_the_newest_change_takes_the_place_of_the_older_one():
    one, two = make_products(2)
    _crawl(one, two)
    _crawl(_times(one, "2"), two)
    [(first,)] = _held("held_at")
    _crawl(replace(_times(one, "2"), rating=Decimal(1)), two)
    [(again, rating)] = _held("held_at", "read ->> 'rating'")
    assert (again, rating) == (first, "1")
    _crawl(_times(one, "3"), two)
    [(later, price)] = _held("held_at", "read -> 'packs' -> 0 ->> 'price'")
    assert (later > first, price) == (True, "180.00")


def test_a_smaller_move_waits_while_the_crawl_runs_and_is_written_at_its_end():
    products = make_products(20)
    _crawl(*products)
    run = _start()
    tally = _store(run, [_times(products[0], "0.7"), *products[1:]])
    assert (tally.held, tally.unchanged, _held("state")) == (1, 19, [("waiting",)])
    assert _prices(products[0]) == _told(products[0])
    assert _end(run) is None
    assert (_held("1"), _prices(products[0])) == ([], _told(_times(products[0], "0.7")))
    job = _job()
    assert (job.updated, job.unchanged, job.held) == (1, 19, 0)
    last = query("SELECT price, job_id FROM price_history WHERE seeds = 5 ORDER BY observed_at DESC LIMIT 1")[0]
    assert (last.price, last.job_id) == (Decimal("42.00"), run.job_id)
    row = query("SELECT content_hash, changed_at > first_seen_at AS moved FROM products ORDER BY id LIMIT 1")[0]
    assert (row.content_hash, row.moved) == (content_hash(_times(products[0], "0.7")), True)


def test_when_more_than_thirty_percent_moved_these_are_held_and_the_job_is_suspicious_and_delists_nothing():
    products = make_products(21)
    _crawl(*products)
    told = _crawl(*(_times(product, "1.25") for product in products[:7]), *products[7:20])
    assert told == "7 of 20 products moved their price by more than 20%: these changes are held"
    assert _job().suspicious == told
    states = _held("state", "reason")
    assert {state for state, _ in states} == {"held"}
    assert states[0][1] == (
        "the price of 5 seeds went from 60.00 to 75.00 USD (+25%), and more than 20% in 7 of 20 products"
    )
    assert [_prices(product) for product in products[:7]] == [_told(product) for product in products[:7]]
    assert query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL") == []
    assert (_job().held, _adds_up(_job())) == (7, True)


def test_thirty_percent_that_moved_are_believed():
    products = make_products(20)
    _crawl(*products)
    moved = [_times(product, "1.25") for product in products[:6]]
    assert _crawl(*moved, *products[6:]) is None
    assert (_held("1"), [_prices(product) for product in moved]) == ([], [_told(product) for product in moved])


def test_small_moves_of_a_whole_shop_are_believed():
    products = make_products(20)
    _crawl(*products)
    assert _crawl(*(_times(product, "1.19") for product in products)) is None
    assert (_held("1"), _job().updated) == ([], 20)


def test_in_a_shop_of_a_few_products_a_sale_is_a_sale():
    products = make_products(9)
    _crawl(*products)
    assert _crawl(*(_times(product, "0.5") for product in products)) is None
    assert (_held("1"), _job().updated) == ([], 9)


def test_a_shift_is_counted_over_all_batches():
    products = make_products(40)
    _crawl(*products)
    run = _start()
    for start in range(0, 40, 10):
        _store(run, [_times(product, "1.4" if start < 20 else "1") for product in products[start : start + 10]])
    assert (_end(run) or "").startswith("20 of 40 products")


def test_a_shift_that_is_still_there_the_next_day_is_held_again_and_one_that_is_mostly_gone_is_released():
    products = make_products(20)
    _crawl(*products)
    moved = [_times(product, "1.25") for product in products[:10]]
    _crawl(*moved, *products[10:])
    assert (_crawl(*moved, *products[10:]) or "").startswith("10 of 20")
    [first] = set(_held("held_at"))
    assert len(_held("1")) == 10
    assert _crawl(*moved[:2], *products[2:]) is None
    assert (_held("1"), _prices(products[0]), _prices(products[2])) == ([], _told(moved[0]), _told(products[2]))
    observed = query("SELECT max(observed_at) AS latest FROM price_history")[0]
    assert observed.latest == first[0]


def test_more_changes_than_one_batch_are_released():
    products = make_products(900)
    run = _start()
    _store(run, products)
    _end(run)
    _crawl(*(_times(product, "1.3") for product in products[:250]), *products[250:])
    assert (_held("1"), _job().updated, _job().held) == ([], 250, 0)


def test_what_waits_when_a_crawl_dies_is_read_again_by_the_next():
    products = make_products(20)
    _crawl(*products)
    _die(_times(products[0], "0.7"), _times(products[1], "3"))
    assert _held("state") == [("waiting",), ("held",)]
    assert [_prices(product) for product in products[:2]] == [_told(product) for product in products[:2]]
    _crawl(_times(products[0], "0.7"), *products[1:])
    assert (_held("1"), _prices(products[0])) == ([], _told(_times(products[0], "0.7")))
    assert _adds_up(_job())


def test_what_is_held_stays_in_the_list_when_the_crawl_that_reads_it_again_dies():
    products = make_products(20)
    _crawl(*products)
    _crawl(_times(products[0], "3"), *products[1:])
    _die(_times(products[0], "1.5"))
    assert _held("state") == [("held",)]


def test_what_waits_and_was_not_read_again_because_its_page_has_not_changed_is_settled_by_the_crawl_that_saw_it():
    products = make_products(20)
    _crawl(*products)
    _die(_times(products[0], "0.7"))
    run = _start()
    _store(run, products[1:])
    query("UPDATE products SET last_seen_at = now() WHERE url_key = %(key)s RETURNING 1", key=products[0].url_key)
    _end(run)
    assert (_held("1"), _prices(products[0])) == ([], _told(_times(products[0], "0.7")))
    assert (_job().held, _job().updated, _job().unchanged) == (0, 0, 19)


def test_what_waits_for_a_product_that_is_not_seen_any_more_goes_with_it():
    products = make_products(20)
    _crawl(*products)
    _die(_times(products[0], "0.7"), _times(products[1], "3"))
    _crawl(*products[2:])
    assert (_held("1"), len(query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL"))) == ([], 2)


@pytest.mark.parametrize(
    "outcome",
    [Outcome(State.FAILED, ErrorCode.NETWORK, "…"), Outcome(State.CANCELLED, ErrorCode.CANCELLED, "…")],
    ids=["failed", "cancelled"],
)
def test_a_crawl_that_does_not_complete_releases_nothing(outcome: Outcome):
    products = make_products(20)
    _crawl(*products)
    run = _start()
    _store(run, [_times(products[0], "0.7")])
    assert _end(run, outcome) is None
    assert (_held("state"), _prices(products[0])) == ([("waiting",)], _told(products[0]))
    assert _adds_up(_job())


def test_a_crawl_of_some_pages_releases_what_it_has_compared():
    products = make_products(30)
    _crawl(*products)
    _crawl(_times(products[0], "0.7"), *products[1:12], is_complete=False)
    assert (_held("1"), _prices(products[0])) == ([], _told(_times(products[0], "0.7")))


def test_a_run_that_was_overtaken_settles_nothing():
    products = make_products(20)
    _crawl(*products)
    run = _start()
    _store(run, [_times(products[0], "0.7"), *products[1:]])
    query("UPDATE scrape_jobs SET run = nextval('scrape_runs') WHERE state = 'active' RETURNING 1")
    with pytest.raises(Overtaken), transaction() as connection:
        settle(connection, run, is_completed=True, is_complete=True)
    assert (_held("state"), _prices(products[0])) == ([("waiting",)], _told(products[0]))


def test_of_two_sightings_of_a_held_product_in_one_crawl_the_first_stays_and_counts_once():
    [product] = make_products(1)
    _crawl(product)
    run = _start()
    assert _store(run, [_times(product, "2"), _times(product, "2")]).held == 1
    assert _store(run, [product]) == Tally(0, 0, 0, 0, 0, 0)
    _end(run)
    assert (len(_held("1")), _job().products_seen, _job().held) == (1, 1, 1)


def test_a_reject_of_a_held_product_leaves_what_is_held():
    [product] = make_products(1)
    _crawl(product)
    _crawl(_times(product, "2"))
    run = _start()
    _store(run, [], [Reject(product.url, product.url_key, "no pack with a price", {})])
    _end(run)
    assert _held("state") == [("held",)]


def test_an_accepted_change_is_written_as_the_crawl_that_read_it_would_have_and_is_not_held_again():
    products = make_products(20)
    _crawl(*products)
    dear = replace(_times(products[0], "2"), rating=Decimal("3.50"), packs=_times(products[0], "2").packs[:2])
    _crawl(dear, *products[1:])
    job, [(held_at,)] = _job(), _held("held_at")
    seen = query("SELECT last_seen_at FROM products ORDER BY id LIMIT 1")[0].last_seen_at
    assert accept(Choice(_ids())) == (1, 0)
    assert (_held("1"), _prices(dear)) == ([], _told(dear))
    row = query("SELECT * FROM products ORDER BY id LIMIT 1")[0]
    assert (row.content_hash, row.rating, row.display_price) == (content_hash(dear), dear.rating, dear.display_price)
    assert (row.last_seen_at, row.changed_at > held_at) == (seen, True)
    history = query(
        "SELECT seeds, price, stock_status, job_id FROM price_history WHERE observed_at = %(at)s ORDER BY seeds",
        at=held_at,
    )
    assert [tuple(row) for row in history] == [
        (5, Decimal("120.00"), "in_stock", job.job_id),
        (10, Decimal("240.00"), "in_stock", job.job_id),
        (25, products[0].packs[2].price, "out_of_stock", job.job_id),
    ]
    assert _crawl(dear, *products[1:]) is None
    assert (_held("1"), _job().unchanged) == ([], 20)


def test_a_dropped_change_is_remembered_while_the_shop_shows_the_same_prices():
    products = make_products(20)
    _crawl(*products)
    _crawl(_times(products[0], "2"), *products[1:])
    assert drop(Choice(_ids())) == (1, 0)
    _crawl(replace(_times(products[0], "2"), rating=Decimal(1)), *products[1:])
    assert (_held("state"), _prices(products[0]), _job().held) == ([("dropped",)], _told(products[0]), 1)
    _crawl(_times(products[0], "3"), *products[1:])
    assert _held("state") == [("held",)]
    drop(Choice(_ids()))
    _crawl(*products)
    assert _held("1") == []


def test_dropped_changes_are_no_shift_any_more():
    products = make_products(20)
    _crawl(*products)
    moved = [_times(product, "1.3") for product in products[:10]]
    assert _crawl(*moved, *products[10:])
    assert drop(Choice(seller="bench")) == (10, 0)
    assert _crawl(*moved, *products[10:]) is None
    assert (set(_held("state")), _prices(products[0])) == ({("dropped",)}, _told(products[0]))


def test_a_dropped_change_can_still_be_accepted():
    [product] = make_products(1)
    _crawl(product)
    _crawl(_times(product, "2"))
    drop(Choice(is_all=True))
    assert accept(Choice(is_all=True)) == (0, 0)
    assert accept(Choice(_ids())) == (1, 0)
    assert _prices(product) == _told(_times(product, "2"))


def test_a_change_accepted_while_a_crawl_runs_does_not_make_its_product_seen():
    one, two = make_products(2)
    _crawl(one, two)
    _crawl(_times(one, "2"), two)
    run = _start()
    _store(run, [two])
    accept(Choice(_ids()))
    assert _store(run, [_times(one, "2")]) == Tally(seen=1, created=0, updated=0, unchanged=1, rejected=0)


def test_a_change_whose_job_was_cleaned_up_is_accepted_all_the_same():
    [product] = make_products(1)
    _crawl(product)
    _crawl(_times(product, "2"))
    query("DELETE FROM scrape_jobs RETURNING 1")
    assert accept(Choice(is_all=True)) == (1, 0)
    assert _prices(product) == _told(_times(product, "2"))


def test_a_change_that_the_database_refuses_is_dropped_and_keeps_no_other_from_being_written():
    products = make_products(20)
    _crawl(*products)
    bad = replace(_times(products[0], "1.3"), rating=Decimal(9))
    assert _crawl(bad, *(_times(product, "1.3") for product in products[1:4]), *products[4:]) is None
    [(state, reason)] = _held("state", "reason")
    assert (state, "; the database refused it: " in reason) == ("dropped", True)
    assert [_prices(product) for product in products[:2]] == [_told(products[0]), _told(_times(products[1], "1.3"))]
    assert (_job().updated, _job().held, _adds_up(_job())) == (3, 1, True)
    assert accept(Choice(_ids())) == (0, 1)


def test_settling_by_hand_waits_for_a_crawl_that_is_storing():
    one, two = make_products(2)
    _crawl(one, two)
    _crawl(_times(one, "2"), two)
    run = _start()
    accepting = Thread(target=accept, args=[Choice(_ids())])
    with transaction() as connection:
        store(connection, run, Batch([_times(one, "3")]))
        accepting.start()
        accepting.join(0.3)
        assert accepting.is_alive()
    accepting.join(10)
    assert (_held("1"), _prices(one)) == ([], _told(_times(one, "3")))


def test_of_numbers_that_are_not_held_nothing_is_settled():
    one, two = make_products(2)
    _crawl(one, two)
    _crawl(_times(one, "2"), two)
    with pytest.raises(NotHeld, match=r"not held \(any more\): 998, 999; see"):
        accept(Choice((*_ids(), 998, 999)))
    assert _prices(one) == _told(one)
