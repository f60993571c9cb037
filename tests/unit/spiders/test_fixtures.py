"""Every seller's page fixtures give exactly the records that stand beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from goodseed_spiders.platforms.registry import platform_names
from goodseed_spiders.promises import Sightings
from goodseed_spiders.sellers import declared_sellers, find_seller
from pipelines.item_pipelines import read_product
from pipelines.product import Seller
from pipelines.reject import Rejected
from pipelines.validate import NO_PACK

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
    assert {page.parent.name for page in PAGES} == set(declared_sellers()) - {"demo"}


@pytest.mark.parametrize("slug", sorted({page.parent.name for page in PAGES}))
def test_a_seller_keeps_its_promise_on_its_own_pages(slug: str):
    spider = find_seller(slug)()
    seller = Seller(slug, spider.currency, spider.hosts)
    sightings = Sightings(spider.promise)
    for page in PAGES:
        if page.parent.name != slug:
            continue
        for raw in spider.read_response(HtmlResponse(spider.homepage, body=page.read_bytes()))[1]:
            try:
                sightings.add(read_product(raw, seller))
            except Rejected as rejected:
                sightings.packless += rejected.reject.reason.startswith(NO_PACK)
    shares = {fact: sightings.sum_up().share(fact)[0] for fact in spider.promise}
    assert all(share >= spider.promise[fact] for fact, share in shares.items()), shares
