"""The number of pages is what the page itself says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.discovery.pagination import find_last_page, page_address

JET = '<div class="jet-filters-pagination__item" data-value="{}"></div>'


@pytest.mark.parametrize(
    ("page", "last"),
    [
        (JET.format(1) + JET.format(154) + JET.format("next"), 154),
        ('<span class="page-numbers current">1</span><a class="page-numbers">1,024</a>', 1024),
        ('<a class="next page-numbers">→</a><a class="page-numbers">2</a>', 2),
        ('<p class="woocommerce-result-count">Showing 1–16 of 2460 results</p>', 154),
        ('<p class="woocommerce-result-count">Showing 1&ndash;16 of 2,460 results</p>', 154),
        ('<p class="woocommerce-result-count">Showing all 9 results</p>', 1),
        ('<p class="woocommerce-result-count">Showing the single result</p>', 1),
        (JET.format(3) + '<p class="woocommerce-result-count">Showing 1–16 of 9999 results</p>', 3),
        (JET.format("") + '<p class="woocommerce-result-count">Showing 1–16 of 17 results</p>', 2),
        ("<p>nothing here</p>", None),
    ],
)
def test_the_last_page_is_read_from_the_widget_or_the_count(page: str, last: int | None):
    assert find_last_page(LexborHTMLParser(page), 1) == last


@pytest.mark.parametrize(
    ("listing", "address"),
    [
        ("https://s.example/shop/", "https://s.example/shop/page/4/"),
        ("https://s.example/shop/page/2/", "https://s.example/shop/page/4/"),
        ("https://s.example/shop/?orderby=date", "https://s.example/shop/page/4/?orderby=date"),
        ("https://s.example/shop/?jsf=epro&pagenum=2", "https://s.example/shop/?jsf=epro&pagenum=4"),
        ("https://s.example/", "https://s.example/page/4/"),
    ],
)
def test_pages_are_counted_as_the_listing_counts_them(listing: str, address: str):
    assert page_address(listing, 4) == address


@given(st.text())
def test_any_page_gives_a_number_or_nothing(page: str):
    last = find_last_page(LexborHTMLParser(page), 1)
    assert last is None or last > 0
