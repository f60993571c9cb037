"""WooCommerce's Store API: an entry as WooCommerce 9 answers it, and the traps in it."""

from __future__ import annotations

from typing import Any

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.woocommerce.store_entries import read_entry, read_pack_labels, read_variation

PAGE = "https://shop.example/wp-json/wc/store/v1/products?page=1"
PRICES = {
    "price": "3100",
    "regular_price": "4000",
    "sale_price": "3100",
    "currency_code": "CAD",
    "currency_minor_unit": 2,
}


def _attribute(name: str, *terms: tuple[str, str], varies: bool = False) -> dict[str, Any]:
    listed = [{"id": 1, "name": term, "slug": slug} for term, slug in terms]
    return {"id": 0, "name": name, "taxonomy": None, "has_variations": varies, "terms": listed}


ENTRY: dict[str, Any] = {
    "id": 306,
    "name": "Cherry Fox &#038; Friends",
    "type": "variable",
    "permalink": "https://shop.example/product/cherry-fox/",
    "sku": "SKU-68",
    "short_description": "<p>Height: 120 cm</p>\n<p>A hybrid.</p>",
    "description": "<ul><li>Yield: 500 g</li></ul>",
    "prices": PRICES,
    "average_rating": "4.5",
    "review_count": 2,
    "images": [{"id": 1, "src": "https://shop.example/fox.jpg", "thumbnail": "https://shop.example/fox-300x300.jpg"}],
    "categories": [{"id": 18, "name": "Regular &amp; Rare", "slug": "regular"}],
    "tags": [{"id": 3, "name": "fruity"}],
    "attributes": [
        _attribute("Pack Size", ("5+2 free", "5-2-free"), ("10 Seeds", "10-seeds"), varies=True),
        _attribute("THC", ("19-22%", "19-22")),
        _attribute("Effects", ("Happy", "happy"), ("Calm", "calm")),
    ],
    "variations": [
        {"id": 307, "attributes": [{"name": "Pack Size", "value": "5-2-free"}]},
        {"id": 308, "attributes": [{"name": "Pack Size", "value": "10-seeds"}, {"name": "Sex", "value": "regular"}]},
        {"id": 309, "attributes": [{"name": "Pack Size", "value": None}]},
    ],
    "is_in_stock": True,
    "is_on_backorder": False,
    "low_stock_remaining": None,
    "stock_availability": {"text": "", "class": ""},
}  # fmt: skip


def test_an_entry_tells_all_but_the_packs():
    raw = read_entry(ENTRY, PAGE)
    assert (raw.name, raw.url, raw.external_id, raw.sku) == (
        "Cherry Fox & Friends",
        "https://shop.example/product/cherry-fox/",
        "306",
        "SKU-68",
    )
    assert (raw.price_text, raw.regular_price_text, raw.currency, raw.stock) == ("31.00", "40.00", "CAD", "instock")
    assert (raw.categories, raw.tags, raw.image) == (["Regular & Rare"], ["fruity"], "https://shop.example/fox.jpg")
    assert (raw.rating, raw.rating_count, raw.packs) == ("4.5", "2", [])


def test_facts_are_in_attributes_and_in_both_descriptions():
    raw = read_entry(ENTRY, PAGE)
    assert (raw.thc, raw.effects, raw.height, raw.yield_) == ("19-22%", "Happy, Calm", "120 cm", "500 g")


def test_packs_are_named_by_the_terms_of_their_slugs_and_else_by_the_slugs():
    assert read_pack_labels(ENTRY) == {307: "5+2 free", 308: "10 Seeds regular", 309: ""}


def test_a_variation_is_a_pack():
    entry = {"id": 307, "parent": 306, "variation": "Pack Size: 5 Seeds", "prices": PRICES, "is_in_stock": False}
    assert read_variation(entry, "5+2 free") == RawPack("5+2 free", None, "31.00", "40.00", "outofstock")
    assert read_variation(entry, None).label == "Pack Size: 5 Seeds"


def test_stock_is_told_by_what_is_left_by_the_text_and_by_the_flags_in_this_order():
    cases = [
        ({"low_stock_remaining": 2, "is_in_stock": True}, "only 2 left"),
        ({"is_on_backorder": True, "is_in_stock": True}, "onbackorder"),
        ({"stock_availability": {"text": "<b>Out of stock</b>"}, "is_in_stock": False}, "Out of stock"),
        ({"stock_availability": {"text": "Uppselt", "class": "out-of-stock"}, "is_in_stock": True}, "out-of-stock"),
        ({"stock_availability": {"text": "Uppselt", "class": ""}, "is_in_stock": False}, "outofstock"),
        ({"is_in_stock": False}, "outofstock"),
        ({}, None),
    ]
    assert [read_entry({**entry, "id": 1}, PAGE).stock for entry, _ in cases] == [told for _, told in cases]


def test_a_currency_without_minor_units_is_counted_whole():
    prices = {"price": "3100", "currency_code": "JPY", "currency_minor_unit": 0}
    assert read_entry({"id": 1, "prices": prices}, PAGE).price_text == "3100"


def test_a_price_that_is_no_number_is_none():
    for price in ("", "31.00", "-5", "1e9", None, [], "9" * 40):
        assert read_entry({"id": 1, "prices": {**PRICES, "price": price}}, PAGE).price_text is None


def test_stars_that_nobody_has_given_are_none():
    raw = read_entry({**ENTRY, "average_rating": "0", "review_count": 0}, PAGE)
    assert (raw.rating, raw.rating_count) == (None, None)
