"""Every page in the shape of a theme gives exactly the raw items that stand beside it, and no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.platforms.reading import PAGES, read_raw


@pytest.mark.parametrize("page", sorted(PAGES.glob("*/*.html")), ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_is_read_as_the_json_beside_it_says(page: Path):
    assert read_raw(page) == json.loads(page.with_suffix(".json").read_text())
