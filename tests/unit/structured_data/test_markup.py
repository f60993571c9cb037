"""What JSON-LD, microdata and meta tags say of products."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.platforms.structured_data.linked_data import read_linked_data
from goodseed_spiders.platforms.structured_data.marked import MarkedProduct
from goodseed_spiders.platforms.structured_data.meta_tags import read_meta, read_meta_product
from goodseed_spiders.platforms.structured_data.microdata import read_microdata

OFFER = {"@type": "Offer", "price": "9.50", "priceCurrency": "EUR", "availability": "https://schema.org/InStock"}
PRODUCT = {"@type": "Product", "name": "Mug", "sku": "M-1", "offers": OFFER}


def _linked(value: Any) -> list[MarkedProduct]:
    return read_linked_data(LexborHTMLParser(f'<script type="application/ld+json">{json.dumps(value)}</script>'))


@pytest.mark.parametrize(
    "value",
    [
        PRODUCT,
        [PRODUCT],
        {"@graph": [{"@type": "WebSite", "name": "Shop"}, PRODUCT]},
        {"@type": "ItemPage", "mainEntity": PRODUCT},
        {"@type": "WebPage", "about": [{"x": PRODUCT}]},
        PRODUCT | {"@type": ["Product", "http://schema.org/Thing"]},
        PRODUCT | {"@type": "http://schema.org/Product"},
        PRODUCT | {"offers": [OFFER]},
        PRODUCT | {"offers": {"@type": "AggregateOffer", "offers": [OFFER]}},
        {"@graph": [PRODUCT | {"offers": {"@id": "#o"}}, OFFER | {"@id": "#o"}]},
        PRODUCT | {"offers": OFFER | {"price": 9.5}},
    ],
)
def test_a_product_is_found_wherever_it_stands(value: Any):
    [product] = _linked(value)
    [offer] = product.offers
    assert (product.name, product.sku) == ("Mug", "M-1")
    assert (offer.price, offer.currency) in {("9.50", "EUR"), ("9.5", "EUR")}


def test_a_related_product_is_deeper_than_the_page_s_own():
    products = _linked(PRODUCT | {"isRelatedTo": [PRODUCT | {"name": "Plate"}]})
    assert [(product.name, product.depth) for product in products] == [("Mug", 0), ("Plate", 2)]


def test_the_variants_of_a_group_are_its_offers():
    group = {"@type": "ProductGroup", "name": "Mug", "hasVariant": [PRODUCT | {"size": "L"}, PRODUCT | {"size": "S"}]}
    [product] = _linked(group)
    assert product.is_group
    assert [(offer.label, offer.sku) for offer in product.offers] == [("L", "M-1"), ("S", "M-1")]


def test_a_list_price_is_the_regular_one_and_a_sale_price_is_paid():
    listed = {"@type": "UnitPriceSpecification", "price": "12", "priceType": "https://schema.org/ListPrice"}
    sale = {"@type": "UnitPriceSpecification", "price": "9.50", "priceCurrency": "EUR"}
    [product] = _linked(PRODUCT | {"offers": {"@type": "Offer", "priceSpecification": [listed, sale]}})
    assert (product.offers[0].price, product.offers[0].regular_price) == ("9.50", "12")


def test_a_range_gives_its_lowest():
    offer = {"@type": "AggregateOffer", "lowPrice": 5, "highPrice": 50, "priceCurrency": "USD"}
    [product] = _linked(PRODUCT | {"offers": offer})
    assert (product.offers[0].price, product.offers[0].is_range) == ("5", True)


def test_values_of_the_wrong_kind_are_unknown():
    [product] = _linked(
        PRODUCT | {"name": {"a": []}, "sku": True, "offers": [None, 5, "x", {"price": {}}], "image": [[]]}
    )
    assert (product.name, product.sku, product.image) == (None, None, None)


def test_microdata_has_the_shape_of_json_ld():
    page = """<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Mug</h1>
      <meta itemprop="sku" content="M-1"><img itemprop="image" src="/m.jpg">
      <div itemprop="offers" itemscope itemtype="http://schema.org/Offer">
      <span itemprop="price" content="9.50">9,50</span>
      <meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="http://schema.org/InStock"></div>
      <div itemprop="isRelatedTo" itemscope itemtype="http://schema.org/Product">
      <b itemprop="name">Plate</b></div></div>"""
    products = read_microdata(LexborHTMLParser(page))
    assert [(product.name, product.depth) for product in products] == [("Mug", 0), ("Plate", 2)]
    [offer] = products[0].offers
    assert (offer.price, offer.currency, offer.availability) == ("9.50", "EUR", "http://schema.org/InStock")
    assert (products[0].sku, products[0].image) == ("M-1", "/m.jpg")


def test_the_head_tells_a_product_s_price():
    page = """<meta property="og:type" content="product"><meta property="product:price:amount" content="12.00">
      <meta property="product:sale_price:amount" content="9.50">
      <meta property="product:price:currency" content="EUR">"""
    product = read_meta_product(read_meta(LexborHTMLParser(page)))
    assert product is not None
    [offer] = product.offers
    assert (offer.price, offer.regular_price, offer.currency) == ("9.50", "12.00", "EUR")


def test_the_head_of_an_article_tells_no_product():
    page = '<meta property="og:type" content="article"><meta property="og:title" content="How to brew tea">'
    assert read_meta_product(read_meta(LexborHTMLParser(page))) is None


@pytest.mark.parametrize("prefix", ["", "schema:", "http://schema.org/"])
def test_rdfa_is_read_as_microdata_is(prefix: str):
    offer = (
        f'<i property="{prefix}price" content="9.50">9,50</i><i property="{prefix}priceCurrency" content="EUR">€</i>'
    )
    offer += f'<link property="{prefix}availability" href="http://schema.org/InStock">'
    names = f'<h1 property="{prefix}name">Mug</h1><p property="{prefix}sku">M-1</p>'
    offer = f'<div property="{prefix}offers" typeof="{prefix}Offer">{offer}</div>'
    page = f'<div typeof="{prefix}Product">{names}{offer}</div>'
    [product] = read_microdata(LexborHTMLParser(f'<head prefix="og: x"><meta property="og:title" content="A">{page}'))
    assert (product.name, product.sku) == ("Mug", "M-1")
    assert [(one.price, one.currency, one.availability) for one in product.offers] == [
        ("9.50", "EUR", "http://schema.org/InStock")
    ]
