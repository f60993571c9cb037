"""What shops do that misleads a reader, one trap each."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest

from goodseed_spiders.items import RawPack, RawProduct
from pipelines.normalise.stock import read_stock
from pipelines.normalising import normalise
from pipelines.product import Product, Seller
from tests.unit.platforms.reading import URL, read_body

PRODUCT = "<body class='single-product'><div class='product'><div class='summary'><h1 class='product_title'>Ice</h1>{}"


def _woo(inner: str) -> RawProduct:
    return read_body("woocommerce", PRODUCT.format(inner))[0]


def _form(variations: Any, inner: str = "") -> str:
    data = escape(json.dumps(variations))
    return f'<form class="variations_form cart" data-product_id="1" data-product_variations="{data}">{inner}</form>'


def _variation(attributes: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"attributes": attributes, "display_price": 10, "display_regular_price": 10, "is_in_stock": True, **more}


def _meaning(raw: RawProduct) -> Product:
    return normalise(raw, Seller("shop", "CAD", frozenset({"shop.example"})))


def _price(box: str) -> tuple[str | None, str | None]:
    raw = _woo(box)
    return raw.price_text, raw.regular_price_text


def test_a_slug_is_read_by_the_text_of_its_option():
    select = '<select name="attribute_pa_x"><option value="5-2-free">5+2 free</option></select>'
    assert _woo(_form([_variation({"attribute_pa_x": "5-2-free"})], select)).packs[0].label == "5+2 free"


def test_the_options_of_another_form_are_not_this_ones():
    other = '<div><form><select name="attribute_pa_x"><option value="5">Five tins</option></select></form></div>'
    assert _woo(_form([_variation({"attribute_pa_x": "5"})]) + other).packs[0].label == "5"


def test_a_variation_for_any_value_is_a_pack_for_each():
    select = (
        '<select name="attribute_sex"><option value="">Any</option><option value="f">Fem</option><option value="r">Reg'
    )
    packs = _woo(_form([_variation({"attribute_x": "5 Seeds", "attribute_sex": ""})], select)).packs
    assert [pack.label for pack in packs] == ["5 Seeds Fem", "5 Seeds Reg"]


def test_a_variation_for_any_value_of_an_unknown_attribute_is_still_a_pack():
    packs = _woo(_form([_variation({"attribute_x": "5 Seeds", "attribute_y": ""})])).packs
    assert [pack.label for pack in packs] == ["5 Seeds"]


def test_a_hidden_variation_is_none_and_a_disabled_one_cannot_be_bought():
    hidden = _variation({"attribute_x": "3 Seeds"}, variation_is_visible=False)
    disabled = _variation({"attribute_x": "5 Seeds"}, variation_is_active=False)
    assert _woo(_form([hidden, disabled])).packs == [RawPack("5 Seeds", None, "10", "10", "outofstock")]


def test_any_values_of_many_attributes_do_not_explode():
    selects = "".join(
        f'<select name="attribute_{name}">{"".join(f"<option value={n}>{n}</option>" for n in range(30))}</select>'
        for name in range(12)
    )
    assert len(_woo(_form([_variation({f"attribute_{name}": "" for name in range(12)})], selects)).packs) == 500


@pytest.mark.parametrize(
    ("box", "price", "regular"),
    [
        ("<p class='price'>From: <span class='amount'>&pound;12.00</span></p>", "£12.00", None),
        ("<p class='price'><del><span class='amount'>$9</span></del> <span class='amount'>$7</span></p>", "$7", "$9"),
        ("<p class='price'><del>$9</del> <ins>$7</ins></p>", "$7", "$9"),
        ("<p class='price'>$7.50 each</p>", "$7.50 each", None),
        ("<p class='price'>Call us</p>", None, None),
        (
            "<p class='price'><i style='display:none'><b class='amount'>$7</b></i><b class='amount'>$9</b></p>",
            "$9",
            None,
        ),
        ("<p class='price price-unit'><span class='amount'>$1</span>/seed</p>", None, None),
        ("<p class='price'><b class='screen-reader-text amount'>$9</b><i class='amount'>$7</i></p>", "$7", None),
    ],
)
def test_a_price_is_what_is_to_be_paid(box: str, price: str | None, regular: str | None):
    assert _price(box) == (price, regular)


def test_a_neighbours_price_before_the_product_is_not_its_own():
    price = "<span class='price'><span class='amount'>{}</span></span>"
    before, own = f"<div class='product-navigation'>{price.format('$1')}</div>", price.format("$5")
    page = f"<body class='single-product'>{before}<h1 class='product_title'>Ice</h1>{own}"
    assert read_body("woocommerce", page)[0].price_text == "$5"


def test_a_box_named_for_others_that_holds_the_product_is_kept():
    body = "<body class='single-product'><div class='related-layout'><ul class='products'><li class='product'>{}"
    page = body.format("<h1 class='product_title'>Ice</h1><p class='price'><span class='amount'>$5</span></p>")
    assert [(raw.name, raw.price_text) for raw in read_body("woocommerce", page)] == [("Ice", "$5")]


@pytest.mark.parametrize(
    ("sign", "stock"),
    [
        ("<p class='stock out-of-stock'>Out of stock</p>", "Out of stock"),
        ("<form class='cart'><button class='single_add_to_cart_button' disabled>Sold out</button></form>", "Sold out"),
        ("<form class='cart'><button class='single_add_to_cart_button'>Add to cart</button></form>", None),
        ("<div class='out-of-stock-label'>Out of stock</div>", "Out of stock"),
    ],
)
def test_what_is_sold_out_is_told_by_a_text_a_label_or_the_button(sign: str, stock: str | None):
    assert _woo(sign).stock == stock


def test_what_is_sold_out_is_told_by_the_class_of_the_product():
    page = "<body class='single-product'><div class='product outofstock'><h1 class='product_title'>Ice</h1>"
    assert read_body("woocommerce", page)[0].stock == "outofstock"


# No language of ours: only the classes tell.
GONE, THERE = "Uppselt", "Til á lager"


def _status(page: str, platform: str = "woocommerce") -> str | None:
    return read_stock(read_body(platform, page)[0].stock)


@pytest.mark.parametrize(
    ("classes", "stock", "status"),
    [
        ("product outofstock", f"<p class='stock out-of-stock'>{GONE}</p>", "out_of_stock"),
        ("product", f"<p class='stock out-of-stock'>{GONE}</p>", "out_of_stock"),
        ("product outofstock", f"<p class='stock'>{GONE}</p>", "out_of_stock"),
        ("product", f"<p class='stock available-on-backorder'>{GONE}</p>", "backorder"),
        ("product instock", "<p class='stock in-stock'>Only 2 left</p>", "limited"),
    ],
)
def test_a_text_that_is_not_understood_leaves_the_stock_to_the_classes(classes: str, stock: str, status: str):
    page = f"<body class='single-product'><div class='{classes}'><h1 class='product_title'>Ice</h1>{stock}"
    assert _status(page) == status


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"is_in_stock": False, "availability_html": f"<p class='stock out-of-stock'>{GONE}</p>"}, "out_of_stock"),
        ({"availability_html": f"<p class='stock in-stock'>{THERE}</p>"}, "in_stock"),
        ({"availability_html": f"<p class='stock available-on-backorder'>{THERE}</p>"}, "backorder"),
        ({"availability_html": "<p class='stock in-stock'>Only 2 left</p>"}, "limited"),
        ({"availability_html": f"<p>{THERE}</p>"}, "in_stock"),
    ],
)
def test_so_does_that_of_a_variation(more: dict[str, Any], status: str):
    [pack] = _woo(_form([_variation({"attribute_x": "5 Seeds"}, **more)])).packs
    assert read_stock(pack.stock) == status


@pytest.mark.parametrize(
    "table",
    [
        f"<table class='vartable'><tbody><tr data-price='9'><td class='optionscol'>5</td><td class='stockcol'>"
        f"<p class='stock out-of-stock'>{GONE}</p></td></tr></tbody></table>",
        f"<table class='variant'><tbody><tr class='pvt-tr outofstock'><td data-title='Size'>5</td><td>"
        f"<p class='stock'>{GONE}</p></td></tr></tbody></table>",
        f"<table class='group_table'><tr class='product outofstock'><td class='label'>5</td><td class='price'>$9"
        f"<p class='stock'>{GONE}</p></td></tr></table>",
    ],
)
def test_so_does_that_of_a_row(table: str):
    [pack] = _woo(table).packs
    assert read_stock(pack.stock) == "out_of_stock"


@pytest.mark.parametrize(
    ("stock", "status"),
    [
        (f"<div class='stock available'><span>{THERE}</span></div>", "in_stock"),
        (f"<div class='stock unavailable'><span>{GONE}</span></div>", "out_of_stock"),
        (f"<div class='availability only'>{THERE}</div><div class='stock available'>{THERE}</div>", "in_stock"),
        ("<div class='availability only'>Only 2 left</div><div class='stock available'>In stock</div>", "limited"),
    ],
)
def test_so_does_that_of_magento(stock: str, status: str):
    assert _status(f"<div class='product-info-main'><h1>A</h1>{stock}</div>", "magento") == status


def test_mark_up_tells_the_stock_that_a_page_tells_in_words_that_are_not_understood():
    offer = {"@type": "Offer", "price": "9", "availability": "https://schema.org/OutOfStock"}
    data = json.dumps({"@type": "Product", "name": "Ice", "offers": offer})
    raw = _woo(f"<p class='stock'>{GONE}</p><script type='application/ld+json'>{data}</script>")
    assert read_stock(raw.stock) == "out_of_stock"


def test_an_attribute_that_links_to_its_archive_is_no_category():
    table = "<table class='shop_attributes'><tr><th>THC</th><td><a rel='tag' href='/thc/20/'>20%</a></td></tr></table>"
    raw = _woo(
        table + "<a rel='tag' href='/product-category/auto/'>Auto</a><a rel='tag' href='/brand/reg/'>Regular Bros</a>"
    )
    assert (raw.categories, raw.tags, raw.thc) == (["Auto"], [], "20%")


def test_the_stars_of_a_review_are_not_the_products():
    stars = "<div class='star-rating'><strong class='rating'>1</strong></div>"
    assert _woo(f"<div id='reviews'>{stars}<p>THC: 99%</p></div>").rating is None


def test_a_pack_that_only_the_name_tells_is_read_from_it():
    body = "<body class='single-product'><h1 class='product_title'>Ice Feminized (5 Seeds)</h1><p class='price'>$20</p>"
    product = _meaning(read_body("woocommerce", body)[0])
    assert [(pack.seeds, str(pack.price)) for pack in product.packs] == [(5, "20.00")]


def test_a_products_relative_picture_becomes_an_address():
    raw = _woo(
        "<div class='woocommerce-product-gallery'><img src='/a-600x600.jpg' srcset='/a-300x300.jpg 300w, /a.jpg 900w'>"
    )
    assert _meaning(raw).image_url == "https://shop.example/a.jpg"


@pytest.mark.parametrize(
    ("platform", "page"),
    [
        (
            "woocommerce",
            "<body class='home'><h1>Hello</h1><ul class='products'><li class='product'><form class='cart'>",
        ),
        ("woocommerce", "<body class='single-post'><h1 class='entry-title'>How to grow</h1><p class='price'>$5</p>"),
        ("shopify", '<body><script>var meta = {"page":{"pageType":"home"}};</script><form action=\'/cart/add\'>'),
        ("shopify", "<body><h1>Your cart</h1><form action='/cart'><button>Check out</button></form>"),
        ("magento", "<body class='wishlist-index-index page-layout-2columns-left'><b class='product-item-name'>A</b>"),
        ("magento", "<body class='cms-home cms-index-index page-layout-1column'><div class='price-box'>$5</div>"),
    ],
)
def test_what_is_no_products_page_has_no_product(platform: str, page: str):
    assert read_body(platform, page) == []


def test_the_first_product_in_a_shopify_page_is_not_its_own_when_the_address_says_another():
    variants = [{"id": 1, "price": 100}]
    products = [{"id": n, "title": name, "handle": name, "variants": variants} for n, name in enumerate("ab")]
    page = "".join(f'<script type="application/json">{json.dumps(product)}</script>' for product in products)
    assert [raw.name for raw in read_body("shopify", page, "https://shop.example/products/b?variant=2")] == ["b"]


def test_a_disabled_button_tells_that_a_shopify_product_is_gone():
    product = {"id": 1, "title": "A", "variants": [{"id": 1, "title": "Default Title", "price": 100}]}
    form = "<form action='/cart/add'><button name='add' disabled>Sold out</button></form>"
    page = f'<script type="application/json">{json.dumps(product)}</script>{form}'
    assert read_body("shopify", page)[0].stock == "outofstock"


def test_a_price_without_tax_is_not_what_a_magento_visitor_pays():
    price = "<span data-price-type='{}' data-price-amount='1'><span class='price'>{}</span></span>"
    box = f"<div class='price-box'>{price.format('basePrice', '€10')}{price.format('finalPrice', '€12')}</div>"
    assert read_body("magento", f"<div class='product-info-main'><h1>A</h1>{box}</div>", URL)[0].price_text == "€12"


def test_a_product_under_the_body_of_a_listing_is_a_product():
    page = "<body class='archive woocommerce-shop'><div class='product'><h1 class='product_title'>Ice</h1>"
    assert [raw.name for raw in read_body("woocommerce", page)] == ["Ice"]


VARIANTS = [
    {"id": 1, "name": "Tee - Sand / S", "public_title": "Sand / S", "price": 3200, "sku": "S-S"},
    {"id": 2, "name": "Tee - Sand / M", "public_title": "Sand / M", "price": 4200, "sku": "S-M"},
]


def _shopify(variants: list[dict[str, Any]], more: str = "", address: str = URL) -> RawProduct:
    meta = {"product": {"id": 9, "variants": variants}, "page": {"pageType": "product"}}
    page = f"<script>var meta = {json.dumps(meta)};</script><h1>Tee</h1>{more}"
    return read_body("shopify", page, address)[0]


def test_the_only_variant_of_a_shopify_product_that_has_its_name_is_the_product():
    form = "<form action='/cart/add'><button name='add'>Add to cart</button></form>"
    raw = _shopify([{"id": 1, "name": "Tee", "public_title": None, "price": 3200}], form)
    assert (raw.packs, raw.price_text, raw.stock) == ([], "32.00", "instock")


def test_the_variant_that_a_shopify_address_asks_for_is_what_is_bought():
    raw = _shopify(VARIANTS, address=f"{URL}?variant=2")
    assert (raw.price_text, raw.sku, len(raw.packs)) == ("42.00", "S-M", 2)


def test_the_values_of_one_of_several_options_tell_nothing_of_a_variant():
    radios = "<input type='radio' value='S'><input type='radio' value='M' class='disabled'>"
    raw = _shopify(VARIANTS, f"<variant-selects>{radios}</variant-selects>")
    assert [pack.stock for pack in raw.packs] == [None, None]


def test_the_variants_of_json_ld_are_known_by_their_names_with_the_products():
    variants = [
        {"@type": "Product", "name": one["name"], "offers": {"@type": "Offer", "price": "32", "availability": told}}
        for one, told in zip(VARIANTS, ("InStock", "OutOfStock"), strict=True)
    ]
    group = {"@type": "ProductGroup", "name": "Tee", "hasVariant": variants}
    raw = _shopify(VARIANTS, f'<script type="application/ld+json">{json.dumps(group)}</script>')
    assert [pack.stock for pack in raw.packs] == ["InStock", "OutOfStock"]


def test_the_button_of_the_first_variant_tells_that_there_is_something_to_buy_but_not_that_all_is_gone():
    form = "<form action='/cart/add'><button name='add'>{}</button></form>"
    assert _shopify(VARIANTS, form.format("Add to cart")).stock == "instock"
    assert _shopify(VARIANTS, form.format("Sold out")).stock is None


def test_a_labelled_number_on_a_page_of_magento_1_is_its_value():
    page = "<div class='product-shop'><h1>Wine</h1><p class='sku'>Artikelnummer: BAR16</p></div>"
    body = f"<body class='catalog-product-view'>{page}"
    assert read_body("magento", body)[0].sku == "BAR16"


@pytest.mark.parametrize("nothing", ["N/A", "n. v.", "Brak danych"])
def test_woocommerce_says_in_many_languages_that_there_is_no_article_number(nothing: str):
    assert _woo(f"<div class='product_meta'><span class='sku'>{nothing}</span></div>").sku is None
