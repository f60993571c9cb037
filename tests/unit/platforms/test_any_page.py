"""Whatever a page holds, a platform reads it without an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.html import UnreadablePage
from goodseed_spiders.items import RawProduct
from tests.unit.platforms.reading import PAGES, make_spider, read_body

FIXTURES = Path(__file__).parents[2] / "fixtures"
PLATFORMS = ("woocommerce", "shopify", "magento", "seed_card")
SAVED = sorted([*PAGES.glob("*/*.html"), *FIXTURES.glob("*/*.html")])
# What readers look at, in any order and any place.
SNIPPETS = [*(Path(__file__).parent / "snippets.txt").read_text().splitlines(), "\0", "\ud800"]
NO_HURRY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def _read(platform: str, page: str | bytes) -> list[RawProduct]:
    try:
        return read_body(platform, page)
    except UnreadablePage:
        return []


@pytest.mark.parametrize("platform", PLATFORMS)
@NO_HURRY
@given(parts=st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=20), max_size=30))
def test_any_mark_up_is_read(platform: str, parts: list[str]):
    for raw in _read(platform, "".join(parts)):
        assert raw.page_url


@pytest.mark.parametrize("platform", PLATFORMS)
@NO_HURRY
@given(data=st.data())
def test_a_real_page_that_is_cut_off_or_garbled_is_read(platform: str, data: st.DataObject):
    page = data.draw(st.sampled_from(SAVED)).read_bytes()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(page)), min_size=2, max_size=6)))
    noise = data.draw(st.binary(max_size=20) | st.sampled_from([text.encode("utf-8", "replace") for text in SNIPPETS]))
    pieces = [page[start:end] for start, end in zip([0, *cuts], [*cuts, len(page)], strict=True)]
    _read(platform, noise.join(data.draw(st.permutations(pieces))))
    _read(platform, page[: cuts[0]])


@pytest.mark.parametrize("platform", PLATFORMS)
@NO_HURRY
@given(links=st.lists(st.text(max_size=30), max_size=5))
def test_any_link_of_a_listing_is_taken_or_left(platform: str, links: list[str]):
    card = '<li class="product product-item"><a class="product-item-link" href="{}">x</a></li>'
    anchors = "".join(map(card.format, links))
    tree = LexborHTMLParser(f"<main>{anchors}</main>".encode("utf-8", "replace"))
    make_spider(platform).find_links(tree, "https://shop.example/shop/")
