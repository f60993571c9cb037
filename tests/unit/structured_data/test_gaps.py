"""What a platform's own reader did not find is filled in from the page, and nothing that it found is changed."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.items import RawPack, RawProduct
from goodseed_spiders.platforms.structured_data import StructuredDataSpider, fill_gaps

URL = "https://shop.example/tea-pot"
PAGE = LexborHTMLParser(
    "<title>Tea Pot</title><h1>Tea Pot</h1><p class=price><del>£20.00</del> <b>£15.00</b></p><p>SKU: TP-1</p>"
    "<button>Add to basket</button>"
)


def test_empty_fields_are_filled_and_others_kept():
    raw = fill_gaps(RawProduct(page_url=URL, name="Pot"), PAGE, URL)
    assert (raw.name, raw.sku, raw.stock) == ("Pot", "TP-1", "in_stock")
    assert (raw.price_text, raw.regular_price_text, raw.currency) == ("15.00", "20.00", "GBP")


def test_prices_of_two_readers_are_not_mixed():
    packs = [RawPack(label="5 Seeds", price="$9.00")]
    raw = fill_gaps(RawProduct(page_url=URL, packs=packs), PAGE, URL)
    assert (raw.price_text, raw.currency, raw.packs) == (None, None, packs)


def test_a_page_without_a_product_fills_nothing():
    raw = fill_gaps(RawProduct(page_url=URL, name="Pot"), LexborHTMLParser("<p>Closed</p>"), URL)
    assert raw == RawProduct(page_url=URL, name="Pot")


def test_a_listing_s_cards_lead_to_product_pages():
    class Shop(StructuredDataSpider):
        name, seller_name, homepage, currency = "shop", "Shop", "https://shop.example/", "CAD"

    page = LexborHTMLParser(
        '<nav><a href="/about">About</a></nav><ul><li class="product"><a href="/a">A</a><a href="/a">Buy</a></li>'
        '<li class="product"><a href="b">B</a></li></ul>'
    )
    links = Shop().find_links(page, "https://shop.example/shop/")
    assert links == ["https://shop.example/a", "https://shop.example/shop/b"]
