"""What the label of a pack, and a product's name, say of its size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.packs import PackSize, find_pack, read_pack, strip_pack

from .strategies import any_text

SIZES = {
    "5 Seeds": 5,
    "5 seeds": 5,
    "5\u00a0Seeds": 5,
    "５ Seeds": 5,
    "5seeds": 5,
    "10-seeds": 10,
    "10_seeds": 10,
    "1 Seed": 1,
    "Pack of 3": 3,
    "pack-of-3": 3,
    "Pack of 3 seeds": 3,
    "Packs of 5": 5,
    "Pack of five": 5,
    "Box of 10": 10,
    "5 Pack": 5,
    "5-pack": 5,
    "10 pk": 10,
    "10 pcs": 10,
    "10 pieces": 10,
    "x5": 5,
    "×5": 5,
    "x 5": 5,
    "5x": 5,
    "x5 seeds": 5,
    "5 x Seeds": 5,
    "5": 5,
    "(5)": 5,
    "1,000 Seeds": 1000,
    "1.000 Seeds": 1000,
    "Three Seeds": 3,
    "1 Single Seed": 1,
    "Single seed": 1,
    "Single": 1,
    "Pack Size: 25 Seeds": 25,
    "Pack Size: 25": 25,
    "Qty: 5": 5,
    "Seeds (5)": 5,
    "1 Pack (10 seeds)": 10,
    "1 Pack of 10 seeds": 10,
    "10 Seeds (2 packs of 5)": 10,
    "2 packs of 5": 10,
    "2 x 5 seeds": 10,
    "5 seed pack": 5,
}


@pytest.mark.parametrize(("text", "seeds"), SIZES.items(), ids=SIZES)
def test_a_label_tells_its_seeds(text, seeds):
    assert read_pack(text) == PackSize(seeds, "", seeds >= 100)


@pytest.mark.parametrize(
    "text",
    [
        *("3 Samen", "3 Hanfsamen", "3 feminisierte Samen", "3 graines", "3 graines féminisées", "3 semillas"),
        *("3 semi", "3 semi femminizzati", "3 semi auto", "3 sementes", "3 zaden", "3 zaadjes", "3 Stück", "3 Stk."),
        *("3 nasiona", "3 semínka", "3 unidades", "3 pezzi", "3 stuks", "3 szt.", "Packung mit 3 Samen", "Samen: 3"),
        *("Graines (3)", "Blue Dream 3 Samen", "2 Samen + 1 gratis", "x3 graines"),
    ],
)
def test_the_words_for_seeds_are_known_in_the_main_shop_languages(text):
    pack = read_pack(text)
    assert pack is not None
    assert pack.seeds == 3


@pytest.mark.parametrize("text", ["3 semi-auto strains", "Semi 3x3 auto", "semi-5", "Gelato 41 Samen", "3 grainy dogs"])
def test_semi_is_a_word_for_seeds_only_behind_a_number(text):
    assert read_pack(text) is None


def test_a_name_is_stripped_of_its_pack_in_other_languages():
    assert strip_pack("Blue Dream – 5 Graines") == "Blue Dream"
    assert strip_pack("Blue Dream Semi-Auto") == "Blue Dream Semi-Auto"


@pytest.mark.parametrize(
    ("text", "seeds"),
    [
        ("5+2 free", 7),
        ("5 + 2 Free", 7),
        ("10+2 Free Seeds", 12),
        ("5 Seeds + 2 Free", 7),
        ("5 seeds plus 2 free", 7),
        ("5 seeds and 2 free", 7),
        ("10 seeds + 5 seeds free", 15),
        ("5+2", 7),
        ("Buy 10 get 2 free", 12),
        ("Buy 10 Seeds, get 2 Seeds free", 12),
        ("5 seeds + 1 free lighter", 5),
    ],
)
def test_free_seeds_are_seeds(text, seeds):
    assert read_pack(text) == PackSize(seeds)


@pytest.mark.parametrize(
    ("text", "seeds"),
    [
        ("Gelato 41 - 5 Seeds", 5),
        ("Gelato 41 – x5", 5),
        ("G13 Haze 10 seeds", 10),
        ("AK-47 - Pack of 5", 5),
        ("ak-47-5-seeds", 5),
        ("Chocolate OG #4 - 3 Seeds", 3),
        ("Auto CBD Blueberry (1:16) - 5 Seeds", 5),
        ("White Widow ELITE - 7 Seeds", 7),
    ],
)
def test_the_number_of_a_name_is_no_size(text, seeds):
    pack = read_pack(text)
    assert pack is not None
    assert pack.seeds == seeds


@pytest.mark.parametrize(
    "text", ["5 Seeds - $65.00", "5 – CA$ 65.00", "$65 5 seeds", "5 Seeds (65 USD)", "5 seeds 20% off"]
)
def test_money_is_no_size(text):
    assert read_pack(text) == PackSize(5)


NO_SIZES = [
    *(
        "",
        " ",
        "2 for 1",
        "2-for-1",
        "Sample pack",
        "Mix of 3 strains",
        "Mix pack of 3 strains",
        "5 strains",
        "0 seeds",
    ),
    *(
        "Choose an option",
        "Gelato 41",
        "Gelato 41 Seeds",
        "Gelato 41 Feminized Seeds",
        "AK-47",
        "AK-47 Seeds",
        "G13",
    ),
    *(
        "Northern Lights 5 Seeds",
        "Cloud 9 Feminized Seeds",
        "Chocolate OG #4",
        "#5",
        "$65",
        "65.00",
        "5.5 seeds",
        "-5",
    ),
    *(
        "-5 Seeds",
        "20%",
        "3-5 seeds",
        "3 - 5 Seeds",
        "5 or 10 seeds",
        "3 seeds, 5 seeds",
        "1000+ seeds",
        "5 stars",
    ),
    *("10 grams", "999999 seeds", "99999999999 seeds", "5 packs", "seeds", "CBD 1:20 Seeds", "Ten", "\x00"),
]


@pytest.mark.parametrize("text", NO_SIZES, ids=ascii)
def test_without_a_size_there_is_no_pack(text):
    assert read_pack(text) is None


def test_no_text_is_no_pack():
    assert (read_pack(None), find_pack(None), strip_pack(None)) == (None, None, "")


@pytest.mark.parametrize(
    ("text", "seeds", "variant"),
    [
        ("3 Feminised Seeds", 3, "feminized"),
        ("10-regular-seeds", 10, "regular"),
        ("Pack of 3 seeds - Regular", 3, "regular"),
        ("5 Auto Fem Seeds", 5, "feminized autoflower"),
        ("5 autofem", 5, "feminized autoflower"),
        ("Photoperiod, 5 seeds", 5, "photoperiod"),
        ("Regular / Feminized 5 seeds", 5, "feminized regular"),
        ("10 Regular", 10, "regular"),
        ("Feminized - 5", 5, "feminized"),
        ("Pack of 10 Autoflowering Seeds", 10, "autoflower"),
        ("5 Seeds (regular price $65)", 5, ""),
    ],
)
def test_type_words_tell_the_packs_of_a_page_apart(text, seeds, variant):
    assert read_pack(text) == PackSize(seeds, variant)


@pytest.mark.parametrize(
    ("text", "bulk"),
    [
        ("1000 Feminised Seeds (bulk)", True),
        ("25 seeds wholesale", True),
        ("100 Seeds", True),
        ("99 Seeds", False),
        ("25 Seeds", False),
    ],
)
def test_bulk_is_said_or_many(text, bulk):
    pack = read_pack(text)
    assert pack is not None
    assert pack.bulk is bulk


NAMES = {
    "Blue Dream Fem - 5 Seeds": (5, "Blue Dream Fem"),
    "Blue Dream (Pack of 3)": (3, "Blue Dream"),
    "Blue Dream [5 Pack]": (5, "Blue Dream"),
    "Blue Dream x5 seeds": (5, "Blue Dream"),
    "Blue Dream | 10 Seeds": (10, "Blue Dream"),
    "Blue Dream 5 Seeds": (5, "Blue Dream"),
    "Blue Dream – Pack of 3 seeds": (3, "Blue Dream"),
    "10 seeds Gelato 41": (10, "Gelato 41"),
    "Blue Dream x 5 seeds Kush": (5, "Blue Dream Kush"),
    "Wild Dream Regular Cannabis Seeds – Pack of 3": (3, "Wild Dream Regular Cannabis Seeds"),
    "Devil’s Crack – 5+2 free": (7, "Devil’s Crack"),
}


@pytest.mark.parametrize(("name", "pack"), NAMES.items(), ids=NAMES)
def test_a_name_tells_an_explicit_pack_and_loses_it(name, pack):
    found = find_pack(name)
    assert found is not None
    assert (found.seeds, strip_pack(name)) == pack


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Gelato 41",
            "Blue Dream 5",
            "Blue Dream x5",
            "5",
            "Gelato 41 Feminized Seeds",
            "1024 Feminized Seeds",
        ),
        *(
            "707 Headband Seeds",
            "24K Gold Seeds",
            "Chocolate OG #4 Seeds",
            "CBD Blueberry (1:16) Marijuana Seeds",
        ),
        *("10th Planet Strain Feminized Marijuana Seeds", "Northern Lights 5 Feminized Seeds"),
    ],
)
def test_a_bare_number_in_a_name_stays(name):
    assert find_pack(name) is None
    assert strip_pack(name) in (name, "1024 Feminized Seeds")


@given(any_text)
def test_any_text_gives_a_true_size_or_none(text):
    for pack in (read_pack(text), find_pack(text)):
        assert pack is None or 0 < pack.seeds <= 100_000
    strip_pack(text)


@given(st.integers(1, 100_000))
def test_every_size_comes_back(seeds):
    for text in (
        f"{seeds} Seeds",
        f"{seeds}-seeds",
        f"Pack of {seeds}",
        f"{seeds:,} Seeds",
        f"x{seeds}",
        f"{seeds}",
    ):
        pack = read_pack(text)
        assert pack is not None
        assert pack.seeds == seeds


@given(any_text)
def test_stripping_again_changes_nothing(text):
    assert strip_pack(strip_pack(text)) == strip_pack(text)
