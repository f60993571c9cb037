"""Shopify's JSON: an entry of the feed, a product's own `.js` and `.json`, and the traps in them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.shopify.entries import read_entry
from goodseed_spiders.platforms.shopify.own_product import find_own
from tests.unit.platforms.reading import read_body

FEED = "https://shop.example/products.json?limit=250&page=1"
ENTRY: dict[str, Any] = {
    "id": 8001,
    "title": "Iron Berry",
    "handle": "iron-berry",
    "body_html": "<p>THC: 19%<br>Flowering: 8-9 weeks</p>",
    "vendor": "Iron",
    "product_type": "Feminized Seeds",
    "tags": ["CBD: Low", "Effects_Happy", "new"],
    "variants": [
        {"id": 1, "title": "3 / Fem", "option1": "3", "option2": "Fem", "option3": None, "sku": "IB3",
         "available": True, "price": "15.00", "compare_at_price": "19.99"},
        {"id": 2, "title": "5 / Fem", "option1": "5", "option2": "Fem", "sku": "", "available": False, "price": "24.00",
         "compare_at_price": None},
    ],
    "images": [{"id": 1, "src": "https://cdn.shopify.com/s/files/iron.jpg?v=1"}],
    "options": [{"name": "Seeds", "position": 1, "values": ["3", "5"]}],
}  # fmt: skip
SCRIPT = {
    "id": 8001, "title": "Iron Berry", "handle": "iron-berry", "description": "<p>THC: 19%</p>", "type": "Seeds",
    "price": 1500, "tags": ["a", "b"], "featured_image": "//cdn.shopify.com/iron.jpg", "url": "/products/iron-berry",
    "variants": [{"id": 1, "title": "Default Title", "option1": "Default Title", "options": ["Default Title"],
                  "sku": "IB", "available": False, "price": 1500, "compare_at_price": 2000}],
}  # fmt: skip


def test_an_entry_of_the_feed_tells_everything_but_the_currency():
    raw = read_entry(ENTRY, FEED)
    assert (raw.name, raw.url, raw.external_id, raw.sku) == (
        "Iron Berry",
        "https://shop.example/products/iron-berry",
        "8001",
        "IB3",
    )
    assert raw.packs == [
        RawPack("3 Fem", None, "15.00", "19.99", "instock"),
        RawPack("5 Fem", None, "24.00", None, "outofstock"),
    ]
    assert (raw.image, raw.categories) == ("https://cdn.shopify.com/s/files/iron.jpg?v=1", ["Feminized Seeds"])
    assert (raw.thc, raw.flowering_time, raw.cbd, raw.effects) == ("19%", "8-9 weeks", "Low", "Happy")


def test_a_product_without_options_has_a_price_and_no_packs():
    raw = read_entry(SCRIPT, FEED)
    assert (raw.packs, raw.price_text, raw.regular_price_text, raw.stock) == ([], "15.00", "20.00", "outofstock")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://shop.example/products/iron-berry.js", SCRIPT),
        ("https://shop.example/products/iron-berry.json", {"product": ENTRY}),
        ("https://shop.example/products.json", {"products": [ENTRY]}),
    ],
)
def test_a_product_saved_as_data_is_read_as_well_as_a_page(url: str, told: dict[str, Any]):
    raw = read_body("shopify", json.dumps(told), url)[0]
    assert (raw.name, raw.url, raw.thc) == ("Iron Berry", "https://shop.example/products/iron-berry", "19%")


def test_an_empty_feed_has_no_product():
    assert read_body("shopify", '{"products": []}') == []


def test_the_pages_own_product_is_told_by_shopifys_meta_before_its_address():
    entries = [{**ENTRY, "id": 1, "handle": "other", "variants": [{"id": 77, "price": 1}]}, ENTRY]
    meta = {"product": {"id": 1, "variants": [{"id": 77}]}}
    url = "https://shop.example/products/iron-berry"
    assert (find_own(entries, meta, url) or {})["id"] == 1
    assert (find_own(entries, {}, url) or {})["id"] == 8001


def test_what_several_scripts_say_of_a_variant_is_put_together():
    meta = {"product": {"id": 8001, "variants": [{"id": 1, "name": "Iron Berry - 3", "public_title": "3"}]}}
    bare = {"variants": [{"id": 1, "price": 1500, "available": True}]}
    own = find_own([bare], meta, "https://shop.example/products/x") or {}
    assert own["variants"] == [
        {"id": 1, "price": 1500, "available": True, "name": "Iron Berry - 3", "public_title": "3"}
    ]
