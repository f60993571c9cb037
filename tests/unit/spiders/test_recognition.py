"""Which software a shop runs is told by what its pages carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.platforms.recognition import Recognition, prefer, recognise


def _platform(html: str) -> str | None:
    recognition = recognise(LexborHTMLParser(html), html)
    return recognition.platform if recognition else None


@pytest.mark.parametrize(
    ("html", "platform"),
    [
        ('<input class="product_variation_radio" item-price="65" value="5-seeds">', "seed_card"),
        ('<body class="home woocommerce-no-js"></body>', "woocommerce"),
        ('<link href="https://s.example/wp-content/plugins/woocommerce/assets/css/blocks.css">', "woocommerce"),
        ('<div data-block-name="woocommerce/product-price"></div>', "woocommerce"),
        ('<script src="//cdn.shopify.com/s/files/1/theme.js"></script>', "shopify"),
        ('<script>var Shopify = {}; Shopify.shop = "x.myshopify.com"</script>', "shopify"),
        ('<script type="text/x-magento-init">{"*": {}}</script>', "magento"),
        ('<script type="application/ld+json">{"@type": "Product", "name": "x"}</script>', "structured_data"),
        ('<div itemscope itemtype="https://schema.org/Product"></div>', "structured_data"),
        ("<h1>Our blog</h1>", None),
    ],
)
def test_a_page_tells_its_platform(html, platform):
    assert _platform(html) == platform


def test_of_two_pages_the_one_that_tells_more_counts():
    cards, shop = Recognition("seed_card", ("cards",)), Recognition("woocommerce", ("classes",))
    assert prefer(shop, cards) == prefer(cards, shop) == prefer(None, cards) == cards
    assert prefer(None, None) is None


@given(st.text())
def test_any_page_is_recognised_or_not(html):
    recognise(LexborHTMLParser(html), html)
