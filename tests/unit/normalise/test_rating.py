"""Ratings and their number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.rating import read_count, read_rating

from .strategies import any_text


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("5.00", "5"),
        ("4,5", "4.5"),
        ("4.6667", "4.67"),
        ("4.50 out of 5", "4.5"),
        ("Rated 4.50 out of 5 based on 12 ratings", "4.5"),
        ("4.5/5", "4.5"),
        ("9/10", "4.5"),
        ("90%", "4.5"),
        ("width:90%", "4.5"),
        ("100%", "5"),
        ("4.5 stars", "4.5"),
        ("Rated 4.5", "4.5"),
    ],
)
def test_a_rating_is_on_a_scale_of_five(text, rating):
    assert read_rating(text) == Decimal(rating)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "0",
        "0.00",
        "0%",
        "5.5",
        "6",
        "-4",
        "110%",
        "NaN",
        "1,234",
        "4 customer ratings",
        "(4)",
        "good",
        "\x00",
    ],
)
def test_what_is_no_rating_is_unknown(text):
    assert read_rating(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("4", 4),
        ("(4)", 4),
        ("1,234", 1234),
        ("4 customer ratings", 4),
        ("(1,234 reviews)", 1234),
        ("1 review", 1),
        ("Rated 5.00 out of 5 based on 2 customer ratings", 2),
        ("0 reviews", 0),
    ],
)
def test_a_count_is_read(text, count):
    assert read_count(text) == count


@pytest.mark.parametrize("text", [None, "", "no reviews yet", "4.5", "-4", "4 out of 5", "9999999999", "1.2k", "\x00"])
def test_what_is_no_count_is_unknown(text):
    assert read_count(text) is None


@given(any_text)
def test_any_text_gives_numbers_in_bounds(text):
    rating, count = read_rating(text), read_count(text)
    assert rating is None or 0 < rating <= 5
    assert count is None or 0 <= count < 2**31


@given(st.decimals("0.01", 5, places=2))
def test_every_rating_comes_back(rating):
    assert read_rating(f"Rated {rating} out of 5") == rating
