"""Any page is read without an exception, and none takes long."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.http import HtmlResponse
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.html import parse_html
from goodseed_spiders.platforms.structured_data import read_product_page
from goodseed_spiders.raw_record import raw_record

URL = "https://shop.example/product/tea-pot"
PIECES = [
    *(
        "<h1>",
        "</h1>",
        "<p>",
        "</p>",
        "<div class='price'>",
        "</div>",
        "<span class=old-price>",
        "</span>",
        "<del>",
        "<sup>",
    ),
    *(
        "<button disabled>",
        "</button>",
        "<a href='/x'>",
        "</a>",
        "<nav>",
        "</nav>",
        "<select><option>",
        "<input name=sku value=",
    ),
    *(
        "<div itemscope itemtype='http://schema.org/Product'>",
        "<b itemprop=name>",
        "<b itemprop='offers' itemscope>",
        "<i itemprop=price>",
    ),
    *(
        "<script type='application/ld+json'>",
        "</script>",
        "<script>",
        "<script type='application/json'>",
        "<meta property='og:title' content='",
    ),
    *(
        '{"@type":"Product"',
        '"name":"Tea Pot"',
        '"offers":',
        '"price":',
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        '"',
        "'",
        "dataLayer.push(",
        "product = ",
    ),
    *(
        "Tea Pot",
        "$",
        "€",
        "20",
        ".00",
        ",",
        "1.299,00",
        "-",
        " ",
        "\n",
        "SKU",
        "Item #",
        "AB-12",
        "sold out",
        "add to cart",
        "was",
        "now",
    ),
    *("\x00", "\u200b", "\u00ad", "İ", "１２", "ß", "\u202e", "&nbsp;", "&#0;", "<!--", "-->", "<", ">", "="),
]
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200)


def _read(page: str) -> None:
    product = read_product_page(LexborHTMLParser(page), URL)
    if product is not None:
        json.dumps(raw_record(product, None))


@settings(max_examples=400, deadline=None)
@given(pages)
def test_any_page_is_read(page: str):
    _read(page.encode("utf-8", "replace").decode())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read(body: bytes):
    response = HtmlResponse(URL, body=b"<h1>Tea Pot</h1>" + body)
    read_product_page(parse_html(response), URL)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.sampled_from(["Product", "9.50", "Tea Pot"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@id",
                    "@graph",
                    "name",
                    "sku",
                    "offers",
                    "price",
                    "priceSpecification",
                    "hasVariant",
                    "image",
                    "url",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(json_values, st.sampled_from(["application/ld+json", "application/json"]))
def test_any_value_in_a_script_is_read(value: object, kind: str):
    text = json.dumps({"@type": "Product", "name": "Tea Pot", "sku": "x", "variants": [value], "offers": value})
    _read(f'<h1>Tea Pot</h1><script type="{kind}">{text}</script>')


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_address_is_taken(url: str):
    read_product_page(LexborHTMLParser("<title>Tea Pot</title><h1>Tea Pot</h1><p class=price>$5.00</p>"), url)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "page",
    [
        '<script type="application/ld+json">Product' + "{" * 1_000_000,
        '<script type="application/ld+json">Product' + '{"a":' * 100_000,
        '<script type="application/ld+json">{"@type":"Product","name":"' + 'x" ' * 40_000,
        '<script type="application/json">{"price":' + "[" * 500_000,
        "<script>" + 'dataLayer.push({"price":' * 20_000,
        "<h1>Tea Pot</h1>" + "<div itemscope itemtype='http://schema.org/Product'>" * 2_000,
        "<h1>Tea Pot</h1>" + "<p class=price>$5.00 $4.00</p>" * 20_000,
        "<h1>Tea Pot</h1><p>$" + "9" * 200_000,
        "<h1>Tea Pot</h1>" + ("<p>" + "a 1 " * 40 + "</p>") * 2_000,
        "<h1>Tea Pot</h1>" + "<button>" * 2_000,
        "<h1>Tea Pot</h1>" + "<h2>Tea Pot of many words</h2>" * 20_000,
    ],
    ids=range(11),
)
def test_a_page_made_to_choke_a_reader_does_not(page: str):
    _read(page)
