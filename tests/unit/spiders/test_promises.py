"""A crawl is held against what its seller promised and what it had before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bench.rows import make_products
from goodseed_spiders.promises import History, Reading, Sightings, find_doubts, find_flaw, has_fact
from goodseed_spiders.sellers import declared_sellers

PROMISE = {"pack": 80, "price": 90, "thc": 90}
NOTHING: History = History()


def _reading(products: int, packless: int = 0, **known: int) -> Reading:
    return Reading(products, packless, {"price": products, "thc": products, "type": products} | known)


@pytest.mark.parametrize(
    ("reading", "doubts"),
    [
        (_reading(230), []),
        (_reading(230, thc=161), []),  # 70% is 20 points below
        (_reading(230, thc=160), ["thc 69% of 230 products, promised 90%"]),
        (_reading(230, thc=95), ["thc 41% of 230 products, promised 90%"]),
        (
            _reading(230, thc=0, price=115),
            ["price 50% of 230 products, promised 90%", "thc 0% of 230 products, promised 90%"],
        ),
        (_reading(60, packless=60), ["pack 50% of 120 products, promised 80%"]),
        (_reading(230, type=0), []),  # promised nothing of it
    ],
)
def test_a_fact_that_is_more_than_twenty_points_below_its_promise_is_named_with_numbers(
    reading: Reading, doubts: list[str]
):
    assert find_doubts(reading, PROMISE, NOTHING, is_complete=True) == doubts


@pytest.mark.parametrize(
    ("products", "listed", "is_complete", "is_judged"),
    [
        (32, 0, False, False),  # a test of two pages
        (50, 1000, False, True),
        (49, 49, False, False),
        (12, 12, True, True),  # a small shop, all of it
        (12, 0, True, True),  # the same, seen for the first time
        (12, 1000, True, False),  # a large shop of which hardly anything has changed
        (9, 9, True, False),
        (0, 0, True, False),
    ],
)
def test_few_products_are_judged_only_when_they_are_all(products: int, listed: int, is_complete: bool, is_judged: bool):
    reading = _reading(products, thc=0)
    assert bool(find_doubts(reading, PROMISE, History(listed), is_complete=is_complete)) is is_judged


def test_a_fact_that_fewer_products_have_than_before_is_named_also_when_nothing_was_promised():
    history = History(240, {"type": 95.4, "thc": 99, "price": 97})
    assert find_doubts(_reading(230, type=170, thc=92), PROMISE, history, is_complete=True) == [
        "thc 40% of 230 products, promised 90%, 99% before",
        "type 73% of 230 products, 95% before",
    ]


def test_products_that_are_not_most_of_the_shop_are_not_held_against_its_history():
    history = History(240, {"type": 95})
    assert find_doubts(_reading(100, type=10), PROMISE, history, is_complete=False) == []


@pytest.mark.parametrize(
    ("changes", "fact", "answer"),
    [
        ({}, "price", True),
        ({"display_price": None}, "price", False),
        ({"display_price": None, "stock_status": "out_of_stock"}, "price", True),
        ({"display_price": None, "stock_status": "backorder"}, "price", True),
        ({"thc_min": None, "thc_max": None, "thc_text": "Low"}, "thc", True),
        ({"thc_min": None, "thc_max": None, "thc_text": None}, "thc", False),
        ({"cannabis_type": None}, "type", False),
    ],
)
def test_whether_a_product_has_a_fact(changes: dict[str, Any], fact: str, answer: bool):
    [product] = make_products(1)
    assert has_fact(replace(product, **changes), fact) is answer


def test_a_product_counts_once_with_what_any_sighting_of_it_tells():
    one, two = make_products(2)
    sightings = Sightings(["pack", "thc", "type"])
    for product in (replace(one, cannabis_type=None), replace(one, thc_min=None, thc_max=None, thc_text=None)):
        sightings.add(product)
    sightings.add(replace(two, cannabis_type=None))
    sightings.packless += 1
    reading = sightings.sum_up()
    assert reading == Reading(2, 1, {"pack": 2, "thc": 2, "type": 1})
    assert [reading.share(fact) for fact in ("pack", "thc", "type")] == [(200 / 3, 3), (100, 2), (50, 2)]


@pytest.mark.parametrize(
    ("promise", "flaw"),
    [
        ({"thc": 90, "pack": 0, "type": 100}, None),
        ({"tch": 90}, "promise names 'tch', there are: pack, price"),
        ({"thc": 101}, "promise['thc'] is 101, it must be a percentage from 0 to 100"),
        ({"thc": -1}, "promise['thc'] is -1, it must be a percentage"),
    ],
)
def test_a_promise_that_cannot_be_kept_is_told_in_words(promise: dict[str, float], flaw: str | None):
    found = find_flaw(promise)
    assert found is None if flaw is None else found and found.startswith(flaw)


def test_every_seller_promises_packs_and_prices():
    for seller in declared_sellers().values():
        assert find_flaw(seller.promise) is None
        assert {"pack", "price"} <= seller.promise.keys()
