"""Strain names and slugs."""

import re

import pytest
from hypothesis import given

from pipelines.normalise.names import read_strain_name, slugify

from .strategies import any_text

NAMES = {
    "10th Planet Strain Feminized Marijuana Seeds": "10th Planet",
    "Auto Solomatic Strain Marijuana Seeds": "Solomatic",
    "Hawaiian Fire Auto Marijuana Seeds": "Hawaiian Fire",
    "Tangerine Dream Strain Autoflowering Feminized Marijuana Seeds": "Tangerine Dream",
    "Durban Cookies Strain Autoflower Seeds": "Durban Cookies",
    "Green Crack Fast Version Feminized Seeds": "Green Crack",
    "Hellfire OG Autoflowering Feminized Seeds - ELITE STRAIN": "Hellfire OG",
    "Hellfire OG AUTO FEM ELITE - 5 Seeds": "Hellfire OG ELITE",
    "Wild Dream Regular Cannabis Seeds – Pack of 3": "Wild Dream",
    "AK-47 Auto Fem": "AK-47",
    "AutoFem White Widow": "White Widow",
    "Auto-Blueberry": "Blueberry",
    "Early Skunk Automatic": "Early Skunk",
    "Blue Dream Auto Version": "Blue Dream",
    "Blue Dream – Auto – 5 Seeds": "Blue Dream",
    "Girl Scout Cookies, Feminized": "Girl Scout Cookies",
    "Cannabis Seeds - Blue Dream": "Blue Dream",
    "Blue Dream Seeds": "Blue Dream",
    "O.G. Kush (Seed Maker)": "O.G. Kush",
    "Runtz [Barney's Farm] Feminised": "Runtz",
    "White Widow (BX1) (Maker Seeds)": "White Widow (BX1)",
    "Devil’s Crack Strain Feminized Marijuana Seeds": "Devil’s Crack",
    "Auto CBD Blueberry (1:16) Marijuana Seeds": "CBD Blueberry (1:16)",
    "Gelato 41 Feminized Seeds": "Gelato 41",
    "  Blue\u00a0 Dream \x00": "Blue Dream",
}


@pytest.mark.parametrize(("name", "strain"), NAMES.items(), ids=map(ascii, NAMES))
def test_a_name_is_told_from_what_shops_add(name, strain):
    assert read_strain_name(name) == strain


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Gelato 41",
            "G13 Haze",
            "Chocolate OG #4",
            "AK-47",
            "10th Planet",
            "CBD Hemp Star (1:20)",
            "Blue Dream (S1)",
        ),
        *(
            "OG Kush (F2)",
            "Mango (CBD 1:1)",
            "Fast Eddy",
            "Early Girl",
            "Sativa Spirit",
            "Strain Hunters Skunk",
            "Bad Seed",
        ),
        *("Automaton", "Photon", "O.G. Kush", "Grand Daddy Purple’s"),
    ],
)
def test_what_is_part_of_a_name_stays(name):
    assert read_strain_name(name) == name


@pytest.mark.parametrize(
    ("name", "strain"),
    [
        ("Auto Seeds", "Auto"),
        ("Auto", "Auto"),
        ("Feminized Seeds", "Feminized"),
        ("Seeds", "Seeds"),
        ("Strain", "Strain"),
        ("Fast Version", "Fast Version"),
        ("(Seed Maker)", "(Seed Maker)"),
        ("1024 Feminized Seeds", "1024"),
        ("Auto Fem", "Auto Fem"),
    ],
)
def test_a_name_is_never_taken_away_whole(name, strain):
    assert read_strain_name(name) == strain


@pytest.mark.parametrize("name", [None, "", " \x00"])
def test_no_name_is_no_strain(name):
    assert read_strain_name(name) == ""


@given(any_text)
def test_reading_a_strain_name_again_changes_nothing(name):
    strain = read_strain_name(name)
    assert read_strain_name(strain) == strain


@given(any_text)
def test_a_name_with_letters_leaves_a_strain_with_letters(name):
    has_letters = any(map(str.isalnum, name))
    assert any(map(str.isalnum, read_strain_name(name))) == has_letters


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("10th Planet", "10th-planet"),
        ("Devil’s Crème #4", "devils-creme-4"),
        ("O.G. Kush", "o-g-kush"),
        ("  AK--47! ", "ak-47"),
        ("Größe & Łódź", "grosse-lodz"),
        ("CBD (1:20)", "cbd-1-20"),
        ("Barney's", "barneys"),
        ("", "seed"),
        ("!?", "seed"),
        ("大麻", "seed"),
        (None, "seed"),
        ("\ud800a", "a"),
    ],
)
def test_a_slug_is_plain(text, slug):
    assert slugify(text) == slug


@given(any_text)
def test_any_slug_fits_an_address_and_is_its_own_slug(text):
    slug = slugify(text)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert slugify(slug) == slug
