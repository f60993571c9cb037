"""Which price changes are believed at once, which wait for the end of the crawl, which are held for a look."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.holding import Verdict, describe_shift, is_shift, judge_move, measure_move
from pipelines.product import Pack


def _pack(seeds: int, price: str, currency: str = "USD", variant: str = "", stock: str | None = "in_stock") -> Pack:
    return Pack(seeds, variant, Decimal(price), None, currency, stock)  # type: ignore[arg-type]


FIVE, TEN = _pack(5, "50.00"), _pack(10, "90.00")


@pytest.mark.parametrize(
    ("read", "verdict"),
    [
        ([FIVE, TEN], Verdict.WRITE),
        ([_pack(5, "60.00"), TEN], Verdict.WRITE),  # exactly 20%
        ([_pack(5, "40.00"), TEN], Verdict.WRITE),
        ([_pack(5, "60.01"), TEN], Verdict.WAIT),
        ([_pack(5, "39.99"), TEN], Verdict.WAIT),
        ([_pack(5, "80.00"), TEN], Verdict.WAIT),  # exactly 60%
        ([_pack(5, "20.00"), TEN], Verdict.WAIT),
        ([_pack(5, "80.01"), TEN], Verdict.HOLD),
        ([_pack(5, "19.99"), TEN], Verdict.HOLD),
        ([FIVE, _pack(10, "9.00")], Verdict.HOLD),  # one pack of all is enough
        ([_pack(5, "0.50"), _pack(10, "0.90")], Verdict.HOLD),
        ([FIVE], Verdict.WRITE),  # a pack less
        ([FIVE, TEN, _pack(100, "1.00")], Verdict.WRITE),  # a new pack has no price to move from
        ([_pack(5, "50.00", stock="out_of_stock"), TEN], Verdict.WRITE),  # what is sold out has not moved
        ([_pack(5, "5.00", currency="CAD")], Verdict.WRITE),  # another currency is no jump
        ([FIVE, _pack(10, "900.00", currency="CAD")], Verdict.WRITE),
        ([_pack(1, "50.00")], Verdict.HOLD),  # a size misread: five times the price per seed
        ([_pack(3, "30.00"), _pack(7, "1.00")], Verdict.WRITE),  # other packs at the same price per seed
        ([_pack(5, "5.00", variant="regular")], Verdict.HOLD),  # another variant: by the price per seed
    ],
)
def test_a_change_is_judged_by_the_pack_that_moved_most(read: list[Pack], verdict: Verdict):
    assert judge_move(measure_move([FIVE, TEN], read)) is verdict


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ([], [FIVE]),
        ([FIVE], []),
        ([_pack(5, "0.00")], [FIVE]),
        ([FIVE], [_pack(5, "50.00", currency="EUR")]),
    ],
)
def test_what_cannot_be_compared_has_no_move(stored: list[Pack], read: list[Pack]):
    assert measure_move(stored, read) is None
    assert judge_move(None) is Verdict.WRITE


@pytest.mark.parametrize(
    ("stored", "read", "sentence"),
    [
        (FIVE, _pack(5, "90.00"), "the price of 5 seeds went from 50.00 to 90.00 USD (+80%)"),
        (FIVE, _pack(5, "19.80"), "the price of 5 seeds went from 50.00 to 19.80 USD (-60.4%)"),
        (
            _pack(1, "8", variant="regular"),
            _pack(1, "16", variant="regular"),
            "the price of 1 seed (regular) went from 8.00 to 16.00 USD (+100%)",
        ),
        (
            FIVE,
            _pack(1, "50.00"),
            "the price per seed went from 10.00 (5 seeds) to 50.00 USD (1 seed; +400%), and no pack is sold as before",
        ),
    ],
)
def test_the_reason_is_a_sentence_with_the_numbers(stored: Pack, read: Pack, sentence: str):
    move = measure_move([stored], [read])
    assert move is not None
    assert move.sentence == sentence


@pytest.mark.parametrize(
    ("moved", "compared", "answer"),
    [(0, 0, False), (30, 100, False), (31, 100, True), (200, 200, True), (4, 10, True), (3, 10, False), (9, 9, False)],
)
def test_a_seller_has_shifted_when_more_than_thirty_percent_of_ten_products_or_more_moved(
    moved: int, compared: int, answer: bool
):
    assert is_shift(moved=moved, compared=compared) is answer


def test_the_sentence_of_a_shift_tells_the_numbers():
    assert describe_shift(moved=81, compared=200).startswith("81 of 200 products moved their price by more than 20%")


packs = st.builds(
    Pack,
    seeds=st.integers(1, 100),
    variant=st.sampled_from(["", "regular"]),
    price=st.decimals("0.01", "50000", places=2),
    regular_price=st.none(),
    currency=st.sampled_from(["USD", "CAD"]),
    stock_status=st.sampled_from(["in_stock", "out_of_stock", None]),
)
offers = st.lists(packs, max_size=6, unique_by=lambda pack: (pack.seeds, pack.variant, pack.currency))


@given(offers)
def test_what_stayed_as_it_was_is_never_held(offer: list[Pack]):
    assert judge_move(measure_move(offer, offer)) is Verdict.WRITE


@given(offers, offers, st.randoms())
def test_the_order_of_packs_does_not_matter(stored: list[Pack], read: list[Pack], random):
    before = measure_move(stored, read)
    random.shuffle(stored)
    random.shuffle(read)
    after = measure_move(stored, read)
    assert (before and before.size) == (after and after.size)


@given(offers.filter(bool), st.decimals("1.61", "100", places=2))
def test_a_shop_that_multiplies_a_price_by_more_than_one_and_six_tenths_is_always_held(offer: list[Pack], by: Decimal):
    read = [Pack(p.seeds, p.variant, p.price * by, None, p.currency, p.stock_status) for p in offer]
    assert judge_move(measure_move(offer, read)) is Verdict.HOLD
