"""Pages in the shape of many shops' software, with made-up goods: what is told of each is what stands beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.structured_data import read_product_page
from goodseed_spiders.raw_record import raw_record

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "structured_data").glob("*.html"))


def _read(name: str) -> RawProduct:
    page = next(page for page in PAGES if page.stem == name)
    url = json.loads(page.with_suffix(".json").read_text())["url"]
    product = read_product_page(LexborHTMLParser(page.read_bytes()), url)
    assert product is not None
    return product


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_tells_what_stands_beside_it(page: Path):
    expected = json.loads(page.with_suffix(".json").read_text())
    product = read_product_page(LexborHTMLParser(page.read_bytes()), expected["url"])
    assert product is not None
    record = raw_record(product, None)
    assert {name: record[name] for name in expected} == expected
    assert record["name"]


def test_there_are_pages_of_many_shapes():
    assert len(PAGES) > 60


def test_variants_named_by_their_size_are_packs():
    packs = _read("seeds_offers_as_packs").packs
    assert [(pack.label, pack.price) for pack in packs] == [
        ("5 Seeds", "35.00"),
        ("10 Seeds", "65.00"),
        ("25 Seeds", "120.00"),
    ]
    assert "OutOfStock" in (packs[1].stock or "")


def test_additional_properties_and_tables_are_facts():
    product = _read("seeds_offers_as_packs")
    assert (product.cbd, product.genetics) == ("0.5-1%", "Made-up A x Made-up B")
    assert (product.thc, product.flowering_time) == ("18-22%", "8-9 weeks")


@pytest.mark.parametrize(
    "page", ["", "<html></html>", "<p>Nothing for sale here, we are closed.</p>", "<h1>About us</h1><p>Since 1999</p>"]
)
def test_a_page_that_sells_nothing_has_no_product(page: str):
    assert read_product_page(LexborHTMLParser(page), "https://shop.example/about") is None


BUY = '<p class="price">19,00 €</p><button>Ajouter au panier</button>'
OFFER = '"offers": {"@type": "Offer", "name": "5 Seeds", "price": "19.00", "priceCurrency": "EUR"}'


def _read_text(heading: str, data: str = "", more: str = "", url: str = "https://shop.example/p") -> RawProduct:
    script = f'<script type="application/ld+json">{data}</script>' if data else ""
    page = f'<html lang="fr"><head>{script}</head><body><h1>{heading}</h1>{BUY}{more}</body></html>'
    product = read_product_page(LexborHTMLParser(page), url)
    assert product is not None
    return product


@pytest.mark.parametrize("label", ["SKU: ", "UGS : "])
def test_the_article_number_is_told_in_french_too(label: str):
    more = f'<span class="sku_wrapper">{label}<span class="sku">TH-12</span></span>'
    assert _read_text("Tasse", more=more).sku == "TH-12"


def test_one_offer_that_tells_a_size_is_a_pack_at_the_price_of_the_product():
    data = f'{{"@type": "Product", "name": "Blue Dream", {OFFER}}}'
    assert [(pack.label, pack.price) for pack in _read_text("Blue Dream", data).packs] == [("5 Seeds", "19.00")]


def test_one_offer_that_tells_no_size_is_the_product_itself():
    data = f'{{"@type": "Product", "name": "Blue Dream", {OFFER.replace("5 Seeds", "Blue Dream")}}}'
    assert _read_text("Blue Dream", data).packs == []


@pytest.mark.parametrize(
    ("heading", "name", "told"),
    [
        ('Mug "big" edition', 'Mug "big" edition', 'Mug "big" edition'),
        ("Mug “big” edition", 'Mug "big" edition', "Mug “big” edition"),
        ("Mug – our best", "Mug", "Mug"),
        ('Mug "big" edition', "Big mug", "Big mug"),
    ],
)
def test_a_name_that_a_quote_cuts_off_is_the_heading_s(heading: str, name: str, told: str):
    data = f'{{"@type": "Product", "name": "{name}", "sku": "M-1", {OFFER}}}'
    assert _read_text(heading, data).name == told


@pytest.mark.parametrize(("path", "sku"), [("/p/930012/", "930012"), ("/p", None)])
def test_an_id_that_the_address_has_too_is_the_article_number_where_nothing_else_is(path: str, sku: str | None):
    data = f'{{"@type": "Product", "name": "Tasse", "productID": "930012", {OFFER}}}'
    assert _read_text("Tasse", data, url=f"https://shop.example{path}").sku == sku


def test_an_amount_in_the_money_of_a_language_s_only_country_is_a_price():
    page = '<html lang="pl"><h1>Kubek</h1><h2>1 249,00 zł</h2><button>Do koszyka</button>'
    product = read_product_page(LexborHTMLParser(page), "https://shop.example/kubek")
    assert product is not None
    assert (product.price_text, product.currency) == ("1249.00", "PLN")


def test_what_one_pays_for_many_is_not_the_price_of_one():
    offer = '"offers": {"@type": "AggregateOffer", "lowPrice": "15.00", "highPrice": "19.00", "priceCurrency": "EUR"}'
    many = "<table><tr><td>dès 10</td><td>15,00 €</td></tr></table>"
    assert _read_text("Tasse", f'{{"@type": "Product", "name": "Tasse", {offer}}}', many).price_text == "19.00"


def test_a_button_among_products_that_go_with_it_does_not_sell_what_is_gone():
    data = f'{{"@type": "Product", "name": "Wein", {OFFER.replace("19.00", "38.00")}}}'
    others = '<div class="crossselling"><a>Anderer</a><button>In den Warenkorb</button></div>'
    page = f"<h1>Wein</h1><p>38,00 €</p><p>Leider vergriffen.</p>{others}"
    script = f'<script type="application/ld+json">{data}</script>'
    product = read_product_page(LexborHTMLParser(script + page), "https://shop.example/wein")
    assert product is not None
    assert product.stock == "out_of_stock"


@pytest.mark.parametrize("aside", ['"name": "Abonnement"', '"itemCondition": "https://schema.org/UsedCondition"'])
def test_what_subscribers_pay_and_what_a_used_one_costs_is_not_the_price(aside: str):
    cheaper = f'{{"@type": "Offer", "price": "9.00", "availability": "InStock", {aside}}}'
    usual = '{"@type": "Offer", "price": "19.00", "availability": "OutOfStock"}'
    data = f'{{"@type": "Product", "name": "Tasse", "offers": [{cheaper}, {usual}]}}'
    page = f'<script type="application/ld+json">{data}</script><h1>Tasse</h1>'
    product = read_product_page(LexborHTMLParser(page), "https://shop.example/tasse")
    assert product is not None
    assert (product.price_text, product.stock) == ("19.00", "out_of_stock")
