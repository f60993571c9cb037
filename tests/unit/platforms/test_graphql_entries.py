"""Magento's GraphQL: an entry as Magento 2.4.7 answers it, and the traps in it."""

from __future__ import annotations

from typing import Any

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.magento.graphql_entries import read_entry

PAGE = "https://shop.example/graphql?query=x"


def _price(final: float, regular: float) -> dict[str, Any]:
    return {"minimum_price": {"final_price": {"value": final, "currency": "USD"}, "regular_price": {"value": regular}}}


def _simple(name: str, final: float, regular: float, stock: str = "IN_STOCK", **more: Any) -> dict[str, Any]:
    return {"sku": name.lower(), "name": name, "stock_status": stock, "price_range": _price(final, regular), **more}


ENTRY = {
    **_simple("Copper Sky", 25, 30),
    "url_key": "copper-sky",
    "url_suffix": ".html",
    "image": {"url": "https://shop.example/media/catalog/product/c/o/copper.jpg"},
    "short_description": {"html": "<p>Calm.</p>"},
    "description": {"html": "<p>CBD: 0.2%</p>"},
    "categories": [{"name": "Feminized Seeds"}],
    "custom_attributesV2": {
        "items": [
            {"code": "thc_content", "value": "21%"},
            {"code": "effect", "selected_options": [{"label": "Happy"}, {"label": "Calm"}]},
            {"code": "tax_class_id", "value": "2"},
        ]
    },
}


def test_a_simple_entry_tells_its_own_price():
    raw = read_entry(ENTRY, PAGE)
    assert (raw.name, raw.url, raw.sku) == ("Copper Sky", "https://shop.example/copper-sky.html", "copper sky")
    assert (raw.price_text, raw.regular_price_text, raw.currency, raw.stock) == ("25", "30", "USD", "instock")
    assert (raw.thc, raw.cbd, raw.effects, raw.description) == ("21%", "0.2%", "Happy, Calm", "Calm.")
    assert raw.categories == ["Feminized Seeds"]


def test_the_rows_of_a_grouped_product_are_packs():
    rows = [{"product": _simple("Copper Sky - 5 Seeds", 25.5, 30, "OUT_OF_STOCK")}]
    assert read_entry({**ENTRY, "items": rows}, PAGE).packs == [
        RawPack("Copper Sky - 5 Seeds", None, "25.5", "30", "outofstock")
    ]


def test_the_variants_of_a_configurable_product_are_packs():
    product = _simple("Copper Sky-10", 45, 45, only_x_left_in_stock=3)
    variant = {"attributes": [{"label": "10 Seeds"}, {"label": "Regular"}], "product": product}
    assert read_entry({**ENTRY, "variants": [variant]}, PAGE).packs == [
        RawPack("10 Seeds Regular", None, "45", "45", "only 3 left")
    ]


def test_an_address_key_with_slashes_before_it_stays_on_the_shop():
    assert read_entry({"url_key": "//evil.example/x"}, PAGE).url == "https://shop.example/evil.example/x"


def test_a_shop_that_answers_null_for_what_it_does_not_know_is_read():
    raw = read_entry(dict.fromkeys(ENTRY) | {"name": "Bare"}, PAGE)
    assert (raw.name, raw.price_text, raw.packs) == ("Bare", None, [])
