"""Text made fit to store and to compare."""

import json
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.text import clean, clean_tree, fold, tidy

from .strategies import LONG_TEXTS, any_text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Blue Dream", "Blue Dream"),
        ("  Blue \t\r\n Dream ", "Blue Dream"),
        ("Blue\u00a0Dream", "Blue Dream"),
        ("Blue\u3000\u2009Dream", "Blue Dream"),
        ("Blue\x00 Dream\x07", "Blue Dream"),
        ("Blue\u200b Dr\u00adeam\ufeff", "Blue Dream"),
        ("Blue\ud800 Dream\udfff", "Blue Dream"),
        ("Devil’s Crème – 4", "Devil’s Crème – 4"),
        ("", None),
        (" \u00a0\u200b\x00", None),
        (None, None),
    ],
)
def test_clean_leaves_what_can_be_seen(text, cleaned):
    assert clean(text) == cleaned


@given(any_text)
def test_cleaning_again_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(any_text)
def test_clean_text_can_be_stored(text):
    cleaned = clean(text) or ""
    assert "\x00" not in cleaned
    assert cleaned.encode().decode() == cleaned


@given(any_text)
def test_a_place_in_the_folded_text_is_the_same_place_in_the_clean_text(text):
    assert len(fold(text)) == len(clean(text) or "")


@pytest.mark.parametrize(
    ("text", "folded"),
    [("5 – 10 − 2", "5 - 10 - 2"), ("Devil’s", "devil's"), ("１０％ ＋", "10% +"), ("×5", "x5"), ("İ", "i")],
)
def test_fold_knows_one_kind_of_dash_quote_and_digit(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("Blue Dream -", "Blue Dream"),
        ("- Blue – – Dream", "Blue – Dream"),
        ("Blue Dream ()", "Blue Dream"),
        ("Star (1:20)", "Star (1:20)"),
        ("O.G. Kush", "O.G. Kush"),
    ],
)
def test_tidy_drops_left_over_punctuation(text, tidied):
    assert tidy(text) == tidied


def test_a_tree_keeps_its_shape():
    tree = {"name": "Blue\x00  Dream", 3: ({"price": Decimal("65.00")}, None, True, 1.5), "tags": {"x"}}
    assert clean_tree(tree) == {
        "name": "Blue  Dream",
        "3": [{"price": "65.00"}, None, True, 1.5],
        "tags": ["x"],
    }


def test_long_strings_of_a_tree_are_cut():
    assert clean_tree({"k" * 3000: "v" * 3000}) == {"k" * 2000: "v" * 2000}


def test_numbers_that_json_lacks_are_unknown():
    assert clean_tree([float("nan"), float("inf")]) == [None, None]


def test_a_tree_without_end_is_cut():
    tree: list[object] = []
    tree.append(tree)
    json.dumps(clean_tree(tree))


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=8,
)


@given(trees)
def test_any_tree_can_be_kept_as_jsonb(tree):
    kept = json.dumps(clean_tree(tree), allow_nan=False, ensure_ascii=False)
    kept.encode()
    assert "\\u0000" not in kept


@pytest.mark.parametrize("text", LONG_TEXTS, ids=lambda text: ascii(text[:8]))
def test_long_texts_are_cleaned_in_no_time(text):
    start = perf_counter()
    clean(text)
    fold(text)
    assert perf_counter() - start < 0.5
