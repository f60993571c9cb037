"""Texts of any length are read in time: a pattern that tried all ways to fail would run for hours."""

import pytest

from pipelines.normalise.cannabinoids import read_cannabinoids
from pipelines.normalise.flowering import read_flowering
from pipelines.normalise.lists import split_words
from pipelines.normalise.money import read_money
from pipelines.normalise.names import read_strain_name, slugify
from pipelines.normalise.packs import find_pack, read_pack, strip_pack
from pipelines.normalise.rating import read_count, read_rating
from pipelines.normalise.stock import read_stock
from pipelines.normalise.types import read_types

from .strategies import LONG_TEXTS

READERS = {
    "cannabinoids": lambda text: read_cannabinoids(text, "thc"),
    "money": lambda text: read_money(text, "CAD"),
    **{read.__name__: read for read in (read_flowering, split_words, read_strain_name, slugify, find_pack)},
    **{read.__name__: read for read in (read_pack, strip_pack, read_count, read_rating, read_stock, read_types)},
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", READERS)
def test_the_longest_texts_are_read_to_their_end(name):
    for text in LONG_TEXTS:
        READERS[name](text)
