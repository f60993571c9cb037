"""Which sellers are due, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.due import SellerFacts, is_due, plan

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SELLER = SellerFacts(
    slug="one",
    is_active=True,
    is_paused=False,
    interval=DAY,
    last_crawled_at=NOW - DAY,
    last_dropped_at=None,
    has_job=False,
)


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, True),
        ({"last_crawled_at": None}, True),
        ({"last_crawled_at": NOW - 9 * DAY}, True),
        ({"last_crawled_at": NOW - DAY + timedelta(seconds=1)}, False),
        ({"interval": 2 * DAY}, False),
        ({"is_paused": True}, False),
        ({"is_active": False}, False),
        ({"has_job": True}, False),
        ({"last_dropped_at": NOW - HOUR}, False),
        ({"last_dropped_at": NOW - DAY}, True),
        ({"last_crawled_at": None, "last_dropped_at": NOW - HOUR}, False),
    ],
)
def test_a_seller_is_due_when_its_interval_has_passed_and_nothing_stands_against_it(changes, due: bool):
    assert is_due(replace(SELLER, **changes), NOW) is due


def test_a_seller_that_falls_due_alone_is_crawled_now():
    others = [replace(SELLER, slug=f"other{number}", last_crawled_at=NOW) for number in range(9)]
    assert [(turn.seller, turn.delay) for turn in plan([*others, SELLER], NOW)] == [("one", timedelta())]


def test_sellers_that_fall_due_together_are_spread_over_their_interval():
    sellers = [replace(SELLER, slug=f"seller{number:02}", last_crawled_at=None) for number in range(12)]
    assert [turn.delay for turn in plan(sellers, NOW)] == [2 * HOUR * place for place in range(12)]


def test_the_one_that_waits_longest_is_first_and_new_sellers_before_all():
    sellers = [
        SELLER,
        replace(SELLER, slug="late", last_crawled_at=NOW - 3 * DAY),
        replace(SELLER, slug="new", last_crawled_at=None),
    ]
    assert [turn.seller for turn in plan(sellers, NOW)] == ["new", "late", "one"]


def test_nothing_is_spread_when_it_is_wanted_at_once():
    sellers = [replace(SELLER, slug=f"seller{number}") for number in range(5)]
    assert {turn.delay for turn in plan(sellers, NOW, at_once=True)} == {timedelta()}


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 400), st.integers(0, 3000)), max_size=30))
def test_every_due_seller_has_one_turn_within_its_interval(drawn):
    sellers = [
        replace(SELLER, slug=str(n), is_paused=paused, interval=HOUR * hours, last_crawled_at=NOW - HOUR * ago)
        for n, (paused, hours, ago) in enumerate(drawn)
    ]
    turns = {turn.seller: turn.delay for turn in plan(sellers, NOW)}
    assert set(turns) == {seller.slug for seller in sellers if is_due(seller, NOW)}
    assert all(timedelta() <= turns[s.slug] < s.interval for s in sellers if s.slug in turns)
