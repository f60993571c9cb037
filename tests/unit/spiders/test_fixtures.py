"""Every seller's page fixtures give exactly the records that stand beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from goodseed_spiders.platforms.registry import platform_names

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGES = sorted(page for page in FIXTURES.glob("*/*.html") if page.parent.name not in platform_names())


def _extract(seller: str, page: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "extract", seller, str(page), "--pretty"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_is_read_as_the_json_beside_it_says(page: Path):
    answer = _extract(page.parent.name, page)
    assert json.loads(answer.stdout) == json.loads(page.with_suffix(".json").read_text())
    assert answer.returncode == 0, answer.stderr


def test_every_seller_in_the_code_has_a_page():
    from goodseed_spiders.sellers import declared_sellers

    assert {page.parent.name for page in PAGES} == set(declared_sellers()) - {"demo"}
