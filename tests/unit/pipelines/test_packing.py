"""Packs are put together from what a page says of their sizes, prices and stock."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipelines.packing import display_price, read_packs, sex_of_packs, tell_apart
from pipelines.product import Pack


def _read(*packs: dict[str, Any], name: str = "X", stock: Any = "in_stock", **raw: Any) -> tuple[tuple[Pack, ...], Any]:
    return read_packs({"packs": list(packs), **raw}, name, "CAD", stock)


def _pack(seeds: int, price: str = "10", stock: Any = "in_stock", variant: str = "", bulk: bool = False) -> Pack:
    return Pack(seeds, variant, Decimal(price), None, "CAD", stock, bulk)


def test_the_label_that_a_visitor_reads_is_believed_before_the_forms_value():
    packs, _ = _read({"label": "5+2 free", "value": "52-free", "price": "65"})
    assert [pack.seeds for pack in packs] == [7]


def test_the_value_is_read_when_the_label_tells_no_size():
    packs, _ = _read({"label": "Regular", "value": "5-seeds", "price": "65"})
    assert [pack.seeds for pack in packs] == [5]


def test_a_pack_without_a_size_or_price_is_left_out_with_a_sentence():
    packs, left_out = _read({"label": "Sample pack", "price": "5"}, {"label": "5", "price": "9"}, {"label": "10"})
    assert [pack.seeds for pack in packs] == [5]
    assert left_out == ("pack 'Sample pack' has no size", "pack '10' has no price")


def test_of_a_price_range_the_lowest_is_the_smallest_packs():
    packs, left_out = _read({"label": "10"}, {"label": "5"}, price_text="$65.00 – $120.00")
    assert [(pack.seeds, pack.price) for pack in packs] == [(5, Decimal("65.00"))]
    assert left_out == ("pack '10' has no price",)


def test_a_product_without_packs_is_one_when_its_name_says_how_large():
    packs, _ = _read(name="Blue Dream Feminized - 5 Seeds", price_text="$45.00")
    assert [(pack.seeds, pack.price) for pack in packs] == [(5, Decimal("45.00"))]


def test_the_currency_that_a_price_names_overrules_the_sellers():
    packs, _ = _read({"label": "5", "price": "US$59.34"}, {"label": "10", "price": "$99"})
    assert [pack.currency for pack in packs] == ["USD", "CAD"]


@pytest.mark.parametrize(
    ("regular", "kept"), [("80", "80.00"), ("65", None), ("60", None), ("US$80", None), (None, None)]
)
def test_a_regular_price_counts_only_above_the_price(regular: str | None, kept: str | None):
    packs, _ = _read({"label": "5", "price": "65", "regular_price": regular})
    assert packs[0].regular_price == (Decimal(kept) if kept else None)


def test_a_pack_that_tells_no_stock_has_the_products():
    packs, _ = _read({"label": "5", "price": "9"}, {"label": "10", "price": "9", "stock": "only 2 left"}, stock=None)
    assert [pack.stock_status for pack in packs] == [None, "limited"]


def test_of_two_packs_of_a_kind_the_one_that_can_be_bought_stays_then_the_cheaper():
    sold_out = {"label": "5", "price": "1", "stock": "sold out"}
    packs, _ = _read(sold_out, {"label": "5 Seeds", "price": "9"}, {"label": "5-seeds", "price": "8"})
    assert [pack.price for pack in packs] == [Decimal(8)]


@pytest.mark.parametrize(
    ("packs", "price"),
    [
        ([_pack(5, "65"), _pack(10, "100")], "13.00"),
        ([_pack(5, "65", "out_of_stock"), _pack(10, "100")], "10.00"),
        ([_pack(5, "65", "limited"), _pack(10, "100")], "13.00"),
        ([_pack(5, "65", None)], "13.00"),
        ([_pack(5, "65", "backorder")], None),
        ([_pack(1000, "900", bulk=True)], None),
        ([], None),
    ],
)
def test_the_display_price_is_that_of_the_smallest_pack_in_stock_and_never_of_bulk(
    packs: list[Pack], price: str | None
):
    assert display_price(packs) == (Decimal(price) if price else None)


@pytest.mark.parametrize(
    ("variants", "told"),
    [
        (["feminized autoflower", "feminized autoflower"], ["", ""]),
        (["feminized autoflower", "regular autoflower"], ["feminized", "regular"]),
        (["feminized", ""], ["feminized", ""]),
        (["regular"], [""]),
        ([], []),
    ],
)
def test_a_variant_keeps_only_what_tells_a_pack_from_the_others(variants: list[str], told: list[str]):
    assert [pack.variant for pack in tell_apart([_pack(5, variant=variant) for variant in variants])] == told


@pytest.mark.parametrize(
    ("variants", "sexes"),
    [
        (["feminized", "feminized"], {"feminized"}),
        (["feminized", "regular"], {"feminized", "regular"}),
        (["feminized", ""], set()),
        ([], set()),
    ],
)
def test_packs_tell_a_sex_when_each_of_them_does(variants: list[str], sexes: set[str]):
    assert sex_of_packs([_pack(5, variant=variant) for variant in variants]) == sexes


def test_the_currency_of_the_shown_price_is_that_of_bare_numbers_too():
    packs, _ = _read({"label": "5", "price": "65"}, price_text="US$65.00 – US$120.00")
    assert [pack.currency for pack in packs] == ["USD"]


def test_the_lowest_of_a_regular_range_is_the_smallest_packs():
    offered = {"label": "5", "price": "49"}, {"label": "10", "price": "90"}
    packs, _ = _read(*offered, price_text="$49.00 – $90.00", regular_price_text="$65.00 – $120.00")
    assert [pack.regular_price for pack in packs] == [Decimal("65.00"), None]


def test_a_pack_for_nothing_is_left_out_and_the_others_stay():
    packs, left_out = _read({"label": "5", "price": "0"}, {"label": "10", "price": "90"})
    assert ([pack.seeds for pack in packs], left_out) == ([10], ("pack '5' has no price",))


def test_an_amount_of_money_is_no_size():
    assert _read({"label": "$50", "value": "50", "price": "50"}) == ((), ("pack '$50' has no size",))
