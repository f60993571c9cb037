"""The pause between two requests is decided from the seller, the operator and the shop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodseed_spiders.downloading.pace import NONE, USUAL, Pace, choose_pace, find_fault

SECONDS = st.floats(0, 1_000)
PACES = st.tuples(SECONDS, SECONDS).map(lambda pair: Pace(*sorted(pair)))


@pytest.mark.parametrize(
    ("declared", "asked", "crawl_delay", "pace"),
    [
        (USUAL, None, None, (2, 5)),
        (USUAL, 0, None, (2, 5)),
        (USUAL, 3, None, (3, 5)),
        (USUAL, 10, None, (10, 10)),
        (USUAL, None, 10, (10, 10)),
        (USUAL, None, 3, (3, 5)),
        (USUAL, None, 1, (2, 5)),
        (USUAL, 10, 20, (20, 20)),
        (USUAL, None, 86_400, (600, 600)),
        (Pace(0.5, 1), None, None, (0.5, 1)),
        (NONE, None, None, (2, 5)),
        (NONE, 7, None, (7, 7)),
    ],
)
def test_the_pause_at_a_shop_elsewhere_is_the_longest_of_what_is_said(
    declared: Pace, asked: float | None, crawl_delay: float | None, pace: tuple[float, float]
):
    assert choose_pace(declared, on_this_machine=False, asked=asked, crawl_delay=crawl_delay) == pace


@pytest.mark.parametrize(
    ("declared", "asked", "crawl_delay", "pace"),
    [
        (NONE, None, None, (0, 0)),
        (NONE, 0.1, None, (0.1, 0.1)),
        (NONE, None, 1, (1, 1)),
        (USUAL, None, None, (2, 5)),
        (USUAL, 0, None, (0, 0)),
        (USUAL, 0, 1, (1, 1)),
    ],
)
def test_a_shop_on_this_machine_may_be_asked_faster_but_its_crawl_delay_holds(
    declared: Pace, asked: float | None, crawl_delay: float | None, pace: tuple[float, float]
):
    assert choose_pace(declared, on_this_machine=True, asked=asked, crawl_delay=crawl_delay) == pace


@given(PACES, st.none() | SECONDS, st.none() | SECONDS)
def test_no_shop_elsewhere_is_ever_asked_without_a_pause(
    declared: Pace, asked: float | None, crawl_delay: float | None
):
    pace = choose_pace(declared, on_this_machine=False, asked=asked, crawl_delay=crawl_delay)
    assert pace.is_polite
    assert pace.shortest >= max(asked or 0, min(crawl_delay or 0, 600))


@given(PACES, st.floats(0, 1))
def test_every_pause_that_is_drawn_lies_between_the_two(pace: Pace, chance: float):
    assert pace.shortest - 1e-9 <= pace.draw(chance) <= pace.longest + 1e-9


@pytest.mark.parametrize("delay", [(2.0, 5.0), (2, 2), (0.5, 10)])
@pytest.mark.parametrize("homepage", ["https://shop.example/", "http://127.0.0.1:8900/"])
def test_a_pair_of_seconds_is_a_delay(delay: tuple[float, float], homepage: str):
    assert find_fault(delay, homepage) is None


@pytest.mark.parametrize("homepage", ["http://127.0.0.1:8900/", "http://localhost/", "http://[::1]:80/"])
def test_no_delay_is_for_this_machine(homepage: str):
    assert find_fault((0, 0), homepage) is None


@pytest.mark.parametrize(
    ("delay", "said"),
    [
        ((0, 0), "only a shop on this machine"),
        ((0, 5), "only a shop on this machine"),
        ((5, 2), "is not a pair"),
        ((-1, 2), "is not a pair"),
        ((2, float("inf")), "is not a pair"),
        ((float("nan"), 2), "is not a pair"),
        (3.5, "is not a pair"),
        (("2", "5"), "is not a pair"),
        ((2,), "is not a pair"),
    ],
)
def test_any_other_delay_is_a_fault_that_says_what_is_wanted(delay: object, said: str):
    assert said in (find_fault(delay, "https://shop.example/") or "")
