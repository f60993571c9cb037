"""What shops sell besides seeds is told from seeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.goods import are_other_goods


@pytest.mark.parametrize(
    ("name", "categories", "packs"),
    [
        ("Bud Depot T-Shirt", [], ["S", "M", "L"]),
        ("Seed Shop Hoodie – Black", [], ["Large"]),
        ("Trucker Hat", ["Merchandise"], []),
        ("Gift Card", [], ["$50"]),
        ("4-Piece Grinder", [], []),
        ("Germination Kit", [], []),
        ("The Cannabis Grow Book", [], []),
        ("LED Grow Light 100W", [], []),
        ("Lighter", ["Accessories"], []),
        ("Logo Enamel Pin", ["Swag"], []),
    ],
)
def test_other_goods_are_told_by_their_name_or_their_categories(name, categories, packs):
    assert are_other_goods(name, categories, packs)


@pytest.mark.parametrize(
    ("name", "categories", "packs"),
    [
        ("Blue Dream Feminized Seeds", [], []),
        ("Cap Junky", [], ["5 Seeds"]),
        ("Grinder Kush", [], ["5-seeds"]),
        ("Pipe Dream", ["Feminized Seeds"], ["5"]),
        ("Hat Trick Seeds", [], ["5"]),
        ("Blue Dream", ["Seeds", "Accessories"], []),
        ("Mad Hatter Auto", [], ["3"]),
        ("Papers Please", [], []),
        (None, [], []),
    ],
)
def test_strains_are_seeds_whatever_their_names_sound_like(name, categories, packs):
    assert not are_other_goods(name, categories, packs)


@given(st.text(), st.lists(st.text()), st.lists(st.text()))
def test_any_text_is_one_or_the_other(name, categories, packs):
    assert are_other_goods(name, categories, packs) in (True, False)


@given(st.text(), st.lists(st.text()))
def test_a_pack_of_seeds_is_never_other_goods(name, categories):
    assert not are_other_goods(name, categories, ["3 Feminised Seeds"])
