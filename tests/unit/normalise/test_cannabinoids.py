"""THC and CBD texts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.cannabinoids import Range, read_cannabinoids

from .strategies import any_text

NOTHING = Range()


def make_range(low, high):
    return Range(*(None if side is None else Decimal(side) for side in (low, high)))


RANGES = {
    "17%": ("17", "17"),
    "１７％": ("17", "17"),
    "20.00%": ("20", "20"),
    "0%": ("0", "0"),
    "0.73": ("0.73", "0.73"),
    "0,3%": ("0.3", "0.3"),
    ".5%": ("0.5", "0.5"),
    "19.338%": ("19.34", "19.34"),
    "22 percent": ("22", "22"),
    "THC 18-25%": ("18", "25"),
    "THC : 17%": ("17", "17"),
    "THC-22%": ("22", "22"),
    "THC - 22%": ("22", "22"),
    "THC content: 21%": ("21", "21"),
    "delta-9-THC: 18%": ("18", "18"),
    "15 to 20%": ("15", "20"),
    "24% - 30%": ("24", "30"),
    "20%-24%": ("20", "24"),
    "20% – 25%": ("20", "25"),
    "22%-24%+": ("22", "24"),
    "0.24% to 0.66%": ("0.24", "0.66"),
    "2.44-3.08%": ("2.44", "3.08"),
    "between 15 and 20%": ("15", "20"),
    "from 15% to 20%": ("15", "20"),
    "30-20%": ("20", "30"),
    "min 15% max 20%": ("15", "20"),
    "High (23 - 26%)": ("23", "26"),
    "Very High (27-30%)": ("27", "30"),
    "18% (up to 25%)": ("18", "25"),
}


@pytest.mark.parametrize(("text", "sides"), RANGES.items(), ids=RANGES)
def test_a_text_tells_low_and_high(text, sides):
    assert read_cannabinoids(text, "thc").thc == make_range(*sides)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "up to 25%",
            "Up to 25%",
            "<25%",
            "< 25%",
            "≤ 25%",
            "less than 25%",
            "under 25%",
            "max 25%",
            "Max. 25%",
        ),
        *("no more than 25%", "THC: up to 25%", "High (up to 25%)", "25% max", "25% or less"),
    ],
)
def test_an_upper_bound_leaves_low_unknown(text):
    assert read_cannabinoids(text, "thc").thc == make_range(None, 25)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "25%+",
            "25+%",
            "25% +",
            "over 25%",
            ">25%",
            "≥ 25",
            "more than 25%",
            "at least 25%",
            "min. 25%",
            "from 25%",
        ),
        *("Very High (over 25%)", "THC >25%", "25% or more", "25% and up", "above 25%"),
    ],
)
def test_a_lower_bound_leaves_high_unknown(text):
    assert read_cannabinoids(text, "thc").thc == make_range(25, None)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "Low",
            "low",
            "High",
            "Very High",
            "Medium",
            "n/a",
            "–",
            "1:16",
            "1:1",
            "1 : 1",
            "20:1:1",
            "THC/CBD: 1:1",
        ),
        *(
            "CBD 20:1",
            "200 mg/g",
            "15-20 mg",
            "Level 3",
            "3/5",
            "#1",
            "8-9 weeks",
            "5 seeds",
            "THC",
            "%",
            "1234%",
            "\x00",
        ),
    ],
    ids=ascii,
)
@pytest.mark.parametrize("field", ["thc", "cbd"])
def test_words_ratios_and_milligrams_tell_nothing(text, field):
    told = read_cannabinoids(text, field)
    assert (told.thc, told.cbd) == (NOTHING, NOTHING)


@pytest.mark.parametrize("field", ["thc", "cbd"])
@pytest.mark.parametrize(
    ("text", "thc", "cbd"),
    [
        ("THC: 10-18% · CBD: 9-17%", (10, 18), (9, 17)),
        ("THC:22-25%CBD:0-1%", (22, 25), (0, 1)),
        ("18-25% THC, 1% CBD", (18, 25), (1, 1)),
        ("18% THC and 1% CBD", (18, 18), (1, 1)),
        ("THC 20%, CBD <1%", (20, 20), (None, 1)),
        ("THC 20% 1% CBD", (20, 20), (1, 1)),
        ("20% THC / <1% CBD", (20, 20), (None, 1)),
        ("THC: 20%/CBD: 1%", (20, 20), (1, 1)),
        ("THC/CBD: 20%/1%", (20, 20), (1, 1)),
        ("CBD/THC 1% / 20%", (20, 20), (1, 1)),
        ("1:1 (THC 8%, CBD 8%)", (8, 8), (8, 8)),
        ("THC: High, CBD: 0.5%", (None, None), (0.5, 0.5)),
        ("CBG 1%, THC 20%", (20, 20), (None, None)),
    ],
)
def test_labels_outweigh_the_field(text, thc, cbd, field):
    told = read_cannabinoids(text, field)
    assert (told.thc, told.cbd) == (make_range(*thc), make_range(*cbd))


def test_what_stands_before_a_label_belongs_to_the_field():
    told = read_cannabinoids("20% CBD: 1%", "thc")
    assert (told.thc, told.cbd) == (make_range(20, 20), make_range(1, 1))


@pytest.mark.parametrize("text", ["45%", "20-45%", "40.01%", "up to 60%", "101%", "-5%", "THC: −5%"])
def test_thc_that_cannot_be_is_unknown(text):
    assert read_cannabinoids(text, "thc").thc == NOTHING


@pytest.mark.parametrize("text", ["101%", "-5%", "250"])
def test_cbd_that_cannot_be_is_unknown(text):
    assert read_cannabinoids(text, "cbd").cbd == NOTHING


def test_no_text_tells_nothing():
    assert read_cannabinoids(None, "cbd").cbd == NOTHING


@given(any_text, st.sampled_from(["thc", "cbd"]))
def test_any_text_gives_percents_in_order(text, field):
    told = read_cannabinoids(text, field)
    for sides, most in ((told.thc, 40), (told.cbd, 100)):
        known = [side for side in (sides.low, sides.high) if side is not None]
        assert known == sorted(known)
        assert all(0 <= side <= most and side == round(side, 2) for side in known)


@given(st.decimals(0, 40, places=2), st.decimals(0, 40, places=2), st.sampled_from(["-", " – ", "% to ", "%-"]))
def test_every_range_comes_back(one, other, between):
    low, high = sorted((one, other))
    assert read_cannabinoids(f"THC {low}{between}{high}%", "cbd").thc == Range(low, high)
