"""Lists of words."""

import pytest
from hypothesis import given

from pipelines.normalise.lists import split_words

from .strategies import any_text

LISTS = {
    "Citrus, Earthy, Herbal, Spicy, Sweet": ("Citrus", "Earthy", "Herbal", "Spicy", "Sweet"),
    "Citrus; Earthy | Herbal / Spicy\nSweet": ("Citrus", "Earthy", "Herbal", "Spicy", "Sweet"),
    "Citrus, Earthy and Sweet.": ("Citrus", "Earthy", "Sweet"),
    "Citrus, Earthy, and Sweet": ("Citrus", "Earthy", "Sweet"),
    "Relaxed & Happy": ("Relaxed", "Happy"),
    "Sweet & Sour, Pine": ("Sweet & Sour", "Pine"),
    "citrus, Citrus, CITRUS, Pine": ("citrus", "Pine"),
    "  Blue\u00a0 Berry ,, \x00, Pine": ("Blue Berry", "Pine"),
    "Sandalwood": ("Sandalwood",),
    "": (),
    ", ;": (),
    "a" * 81: (),
}


@pytest.mark.parametrize(("text", "words"), LISTS.items(), ids=lambda value: ascii(value)[:40])
def test_a_text_is_split_into_its_entries(text, words):
    assert split_words(text) == words


def test_no_text_has_no_entries():
    assert split_words(None) == ()


def test_thirty_entries_are_enough():
    assert split_words(",".join(map(str, range(100)))) == tuple(map(str, range(30)))


@given(any_text)
def test_any_text_gives_short_entries_once(text):
    words = split_words(text)
    assert len(words) <= 30
    assert all(0 < len(word) <= 80 for word in words)
    assert len({word.casefold() for word in words}) == len(words)
