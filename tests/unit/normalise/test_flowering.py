"""Flowering times in days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.flowering import Days, read_flowering

from .strategies import any_text

TIMES = {
    "8-9 weeks": (56, 63),
    "8 to 9 weeks.": (56, 63),
    "7 to 8 Weeks": (49, 56),
    "8-9weeks": (56, 63),
    "8-9 wks": (56, 63),
    "9 weeks": (63, 63),
    "9-week flowering": (63, 63),
    "8.5 weeks": (60, 60),
    "8,5 weeks": (60, 60),
    "8½ weeks": (60, 60),
    "50-55 days": (50, 55),
    "56 – 63 days": (56, 63),
    "60d": (60, 60),
    "2-3 months": (60, 90),
    "8 weeks to 9 weeks": (56, 63),
    "7-8 weeks (49-56 days)": (49, 56),
    "9-8 weeks": (56, 63),
    "8 or 9 weeks": (56, 63),
    "Medium (56 to 90 days)": (56, 90),
    "8 - 10 weeks from germination to harvest": (56, 70),
    "70 to 75 days from seed to harvest": (70, 75),
    "9 weeks after the first leaf": (63, 63),
    "Short (up to 55 days)": (None, 55),
    "less than 8 weeks": (None, 56),
    "over 10 weeks": (70, None),
    "10+ weeks": (70, None),
    "10 weeks+": (70, None),
    "at least 60 days": (60, None),
    "8-10+ weeks": (56, 70),
    "8-9 Wochen": (56, 63),
    "8 bis 9 Wochen": (56, 63),
    "55 Tage": (55, 55),
    "8 à 9 semaines": (56, 63),
    "60 jours": (60, 60),
    "8 a 9 semanas": (56, 63),
    "60 días": (60, 60),
    "8-9 settimane": (56, 63),
    "60 giorni": (60, 60),
    "8 tot 9 weken": (56, 63),
    "60 dagen": (60, 60),
    "2 meses": (60, 60),
}


@pytest.mark.parametrize(("text", "days"), TIMES.items(), ids=TIMES)
def test_a_text_tells_days(text, days):
    assert read_flowering(text) == Days(*days)


@pytest.mark.parametrize(
    "text",
    [
        "Indoor: 8-9 weeks / Outdoor: Late-September",
        "Indoor: 8-9 weeks Outdoor: 10 weeks",
        "8-9 weeks indoors, end of October outdoors",
        "Outdoor: 10 weeks, Indoor: 8-9 weeks",
        "10 weeks outdoors, 8-9 weeks indoors",
        "Late September outdoors, 8-9 weeks indoors",
        "Greenhouse 10 weeks, indoors 8-9 weeks",
        "Indoor/Outdoor: 8-9 weeks",
    ],
)
def test_indoors_is_read_when_both_are_given(text):
    assert read_flowering(text) == Days(56, 63)


def test_outdoors_is_read_when_it_is_all_there_is():
    assert read_flowering("Outdoor: 10 weeks") == Days(70, 70)


@pytest.mark.parametrize("text", ["Veg: 4 weeks, Flowering: 8 weeks", "4 weeks veg, 8 weeks flower"])
def test_growing_before_flowering_is_not_counted(text):
    assert read_flowering(text) == Days(56, 56)


@pytest.mark.parametrize(
    "text",
    [
        *("", "September", "Late-September", "–", "Fast", "8-9", "weeks", "1st week of October", "0 weeks", "500 days"),
        *("8-900 weeks", "99999999 days", "12/12", "autumn", "8 seeds", "\x00"),
    ],
    ids=ascii,
)
def test_what_is_no_time_is_unknown(text):
    assert read_flowering(text) == Days()


def test_no_text_is_unknown():
    assert read_flowering(None) == Days()


@given(any_text)
def test_any_text_gives_days_in_order_and_bounds(text):
    days = read_flowering(text)
    known = [side for side in (days.low, days.high) if side is not None]
    assert known == sorted(known)
    assert all(1 <= side <= 400 for side in known)


@given(st.integers(1, 28), st.integers(0, 28), st.sampled_from(["-", " - ", " – ", " to "]))
def test_every_range_of_weeks_comes_back(low, more, between):
    assert read_flowering(f"{low}{between}{low + more} weeks") == Days(low * 7, (low + more) * 7)
