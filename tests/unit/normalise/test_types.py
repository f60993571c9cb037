"""Sex, flowering type and cannabis type."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.types import Types, merge_types, read_types

from .strategies import any_text


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        *(
            (text, "feminized")
            for text in ("Fem", "Feminized", "Feminised", "Femenized", "FEM.", "AutoFem", "auto_fem")
        ),
        *((text, "feminized") for text in ("100% female", "Female", "product_cat-feminized-seeds", "Auto-Fem")),
        *((text, "regular") for text in ("Regular", "Reg", "regular seeds", "10 Regular Seeds", "product_cat-regular")),
        *(
            (text, None)
            for text in ("Regular , Feminized", "Fem/Reg", "Regular price $65", "Regular: $65", "regularly")
        ),
        *((text, None) for text in ("", "Blue Dream", "non-feminized", "effeminate", "Female Seeds Company")),
    ],
)
def test_sex(text, sex):
    assert read_types(text).sex == sex


@pytest.mark.parametrize(
    ("text", "flowering_type"),
    [
        *(
            (text, "autoflower")
            for text in ("Auto", "Autos", "Automatic", "Autoflower", "Autoflowering", "AUTO-flowering")
        ),
        *((text, "autoflower") for text in ("auto flower", "auto_fem", "AutoFem", "Autofeminised", "auto–flowering")),
        *(
            (text, "photoperiod")
            for text in ("Photoperiod", "Photo Period", "photo-period", "12/12 Photoperiod", "Photo")
        ),
        *(
            (text, None)
            for text in ("Auto / Photo", "autonomous", "automatically", "photography", "tomato", "non-auto")
        ),
        *((text, None) for text in ("", "Autoflowering: No", "not autoflowering")),
    ],
)
def test_flowering_type(text, flowering_type):
    assert read_types(text).flowering_type == flowering_type


CANNABIS_TYPES = {
    "Indica": ("indica", None, None),
    "Sativa": ("sativa", None, None),
    "Pure Sativa": ("sativa", None, None),
    "Indica 100%": ("indica", None, 100),
    "100% Sativa": ("sativa", None, 0),
    "100% Indica / 0% Sativa": ("indica", None, 100),
    "Hybrid": ("hybrid", None, None),
    "Balanced Hybrid": ("hybrid", "balanced", None),
    "Evenly balanced indica sativa hybrid": ("hybrid", "balanced", None),
    "Indica Hybrid": ("hybrid", "indica", None),
    "Hybrid (Sativa)": ("hybrid", "sativa", None),
    "Indica/Sativa Hybrid": ("hybrid", None, None),
    "Indica Dominant Hybrid": ("hybrid", "indica", None),
    "indica-dominant-hybrid": ("hybrid", "indica", None),
    "Indica-dominant": ("hybrid", "indica", None),
    "Sativa dominant.": ("hybrid", "sativa", None),
    "Dominant Indica": ("hybrid", "indica", None),
    "Mostly Indica": ("hybrid", "indica", None),
    "Mainly Sativa": ("hybrid", "sativa", None),
    "Predominantly Indica": ("hybrid", "indica", None),
    "Indica leaning": ("hybrid", "indica", None),
    "Slightly indica dominant": ("hybrid", "indica", None),
    "75% Indica / 25% Sativa": ("hybrid", "indica", 75),
    "90% Indica 10% Sativa, Feminized": ("hybrid", "indica", 90),
    "50% Indica/50% Sativa": ("hybrid", "balanced", 50),
    "40% Indica, 60% Sativa": ("hybrid", "sativa", 40),
    "65% sativa 25% indica 10% ruderalis": ("hybrid", "sativa", 25),
    "70% Sativa 30% Ruderalis": ("hybrid", "sativa", None),
    "Indica 60%": ("hybrid", "indica", 60),
    "70% Sativa": ("hybrid", "sativa", 30),
    "Indica 60% / Sativa 40%": ("hybrid", "indica", 60),
    "Indica: 80%, Sativa: 20%": ("hybrid", "indica", 80),
    "Sativa (70%) Indica (30%)": ("hybrid", "sativa", 30),
    "Sativa-dominant hybrid (70% Sativa, 30% Indica)": ("hybrid", "sativa", 30),
    "60/40 Indica/Sativa": ("hybrid", "indica", 60),
    "Indica/Sativa 60/40": ("hybrid", "indica", 60),
    "Sativa/Indica: 70%/30%": ("hybrid", "sativa", 30),
    "Indica 60 / Sativa 40": ("hybrid", "indica", 60),
    "Indica dominant 60/40": ("hybrid", "indica", 60),
    "50/50 Hybrid": ("hybrid", "balanced", 50),
    "Indica/Sativa": ("hybrid", None, None),
    "Sativa, Indica": ("hybrid", None, None),
    "60-70% Indica": ("hybrid", None, None),
    "75% indica 75% sativa": ("hybrid", None, None),
    "Indica / Ruderalis": ("hybrid", None, None),
    "Ruderalis": (None, None, None),
    "Indica, THC 22%": ("indica", None, None),
    "THC 22% Indica": ("indica", None, None),
    "22% THC Indica": ("indica", None, None),
    "Indica 22% THC": ("indica", None, None),
    "20% THC 75% Indica": ("hybrid", "indica", 75),
    "Indica 60% THC 20%": ("hybrid", "indica", 60),
    "Sativa 10 seeds": ("sativa", None, None),
    "150% Indica": ("indica", None, None),
    "Indicative": (None, None, None),
    "": (None, None, None),
}


@pytest.mark.parametrize(("text", "meaning"), CANNABIS_TYPES.items(), ids=CANNABIS_TYPES)
def test_cannabis_type_dominance_and_share(text, meaning):
    types = read_types(text)
    assert (types.cannabis_type, types.dominance, types.indica_percent) == meaning


@pytest.mark.parametrize(
    ("text", "fast"),
    [
        *((text, True) for text in ("Fast Version", "fast-version-marijuana", "Fast Flowering", "Early Version")),
        *((text, None) for text in ("Fast", "Fast Buds Auto", "Early Girl", "Version", "", "breakfast version")),
    ],
)
def test_fast_version_is_told_or_unknown(text, fast):
    assert read_types(text).fast_version is fast


def test_all_facts_of_one_text_are_read():
    assert read_types("75% Indica / 25% Sativa, auto, fem, Fast Version") == Types(
        "feminized", "autoflower", "hybrid", "indica", Decimal(75), True
    )


def test_no_text_tells_nothing():
    assert read_types(None) == Types()


def test_the_first_source_wins_for_each_fact():
    merged = merge_types([Types(sex="regular"), Types(sex="feminized", flowering_type="autoflower")])
    assert merged == Types(sex="regular", flowering_type="autoflower")


def test_type_and_dominance_come_from_one_source():
    merged = merge_types([Types(cannabis_type="indica"), read_types("70% Sativa")])
    assert merged == Types(cannabis_type="indica")


def test_a_bare_hybrid_takes_its_dominance_from_a_later_hybrid():
    merged = merge_types(
        [read_types("Hybrid"), read_types("Indica"), read_types("70% Sativa"), read_types("Mostly Indica")]
    )
    assert (merged.cannabis_type, merged.dominance, merged.indica_percent) == ("hybrid", "sativa", 30)


def test_a_known_dominance_is_not_filled_in():
    merged = merge_types([read_types("Mostly Indica"), read_types("60% Indica")])
    assert (merged.dominance, merged.indica_percent) == ("indica", None)


def test_no_sources_tell_nothing():
    assert merge_types([]) == Types()


@given(any_text)
def test_any_text_gives_facts_that_fit_together(text):
    types = read_types(text)
    assert types.dominance is None or types.cannabis_type == "hybrid"
    assert types.indica_percent is None or (types.cannabis_type and 0 <= types.indica_percent <= 100)
    assert merge_types([types, types]) == types


@given(st.integers(1, 99))
def test_every_share_comes_back(indica):
    for text in (f"{indica}% Indica / {100 - indica}% Sativa", f"Indica {indica}%", f"{100 - indica}% Sativa"):
        assert read_types(text).indica_percent == indica
