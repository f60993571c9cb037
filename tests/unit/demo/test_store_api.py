"""The demo shop's Store API: the shape of WooCommerce's, the facts of the truth."""

import json
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from demo.answers import Answer
from demo.catalogue import open_catalogue
from demo.store_api.query import QueryError, read_query
from demo.store_api.shopkeeper import link_pages
from demo.storefront import Storefront
from demo.truth import tell_truth

ROOT = "http://127.0.0.1:8900"
PRODUCTS = "/wp-json/wc/store/v1/products"
# fmt: off
KEYS = [
    "id", "name", "slug", "parent", "type", "variation", "permalink", "sku", "short_description", "description",
    "on_sale", "prices", "price_html", "average_rating", "review_count", "images", "categories", "tags", "brands",
    "attributes", "variations", "grouped_products", "has_options", "is_purchasable", "is_in_stock",
    "is_on_backorder", "low_stock_remaining", "stock_availability", "sold_individually", "add_to_cart", "extensions",
]
# fmt: on


@pytest.fixture(scope="module")
def shop() -> Storefront:
    return Storefront(open_catalogue(7, 240, 3), ROOT)


@pytest.fixture(scope="module")
def truth(shop: Storefront) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(b"".join(tell_truth(shop.catalogue, ROOT)))
    return told


def ask(shop: Storefront, query: str = "", status: int = 200) -> Any:
    answer = shop.answer(PRODUCTS, query)
    assert (answer.status, answer.content_type) == (status, "application/json; charset=UTF-8")
    return json.loads(answer.body)


def read_all(shop: Storefront, query: str) -> Iterator[dict[str, Any]]:
    page = 1
    while entries := ask(shop, f"per_page=100&page={page}&orderby=id&order=asc&{query}"):
        yield from entries
        page += 1


@pytest.fixture(scope="module")
def products(shop: Storefront) -> list[dict[str, Any]]:
    return list(read_all(shop, ""))


@pytest.fixture(scope="module")
def packs(shop: Storefront) -> list[dict[str, Any]]:
    return list(read_all(shop, "type=variation"))


def test_every_product_is_an_entry_and_so_are_the_flawed_two(
    products: list[dict[str, Any]], truth: dict[str, Any]
) -> None:
    sold = {product["url"] for product in truth["products"]}
    assert len(products) == 242
    assert {entry["permalink"] for entry in products} - sold == {"", truth["broken"][1]["url"]}


def test_entries_have_woocommerces_keys_in_its_order(
    products: list[dict[str, Any]], packs: list[dict[str, Any]]
) -> None:
    assert all(list(entry) == KEYS for entry in (*products, *packs))


def test_an_entry_says_what_is_true(products: list[dict[str, Any]], truth: dict[str, Any]) -> None:
    entries = {str(entry["id"]): entry for entry in products}
    for product in truth["products"]:
        entry = entries[product["external_id"]]
        facts = {item["name"]: item["terms"][0]["name"] for item in entry["attributes"] if not item["has_variations"]}
        assert unescape(entry["name"]) == product["name"]
        assert (entry["permalink"], entry["slug"]) == (product["url"], product["slug"])
        assert entry["images"][0]["src"] == product["image_url"]
        assert (facts.get("THC"), facts.get("CBD")) == (product["thc_text"], product["cbd_text"])
        assert facts.get("Flowering Time") == product["flowering_text"]
        assert facts.get("Growing Level") == product["difficulty"]
        assert entry["average_rating"] == (product["rating"] or "0")
        assert entry["review_count"] == (product["rating_count"] or 0)
        assert entry["is_in_stock"] == (product["stock_status"] != "out_of_stock")
        assert entry["is_on_backorder"] == (product["stock_status"] == "backorder")


def test_packs_have_the_prices_in_minor_units(
    products: list[dict[str, Any]], packs: list[dict[str, Any]], truth: dict[str, Any]
) -> None:
    by_parent: dict[str, list[dict[str, Any]]] = {}
    for entry in packs:
        by_parent.setdefault(str(entry["parent"]), []).append(entry)
    for product in truth["products"]:
        told = [read_pack(entry) for entry in by_parent[product["external_id"]]]
        assert told == [
            (
                f"Pack Size: {pack['seeds']} Seeds",
                Decimal(pack["price"]),
                pack["regular_price"] and Decimal(pack["regular_price"]),
                pack["stock_status"],
            )
            for pack in product["packs"]
        ]
    for entry in products:
        assert [variation["id"] for variation in entry["variations"]] == [
            pack["id"] for pack in by_parent[str(entry["id"])]
        ]


def read_pack(entry: dict[str, Any]) -> tuple[str, Decimal, Decimal | None, str]:
    prices = entry["prices"]
    unit = Decimal(10) ** -prices["currency_minor_unit"]
    assert prices["price_range"] is None
    assert entry["on_sale"] == (prices["regular_price"] != prices["price"])
    stock = "limited" if entry["low_stock_remaining"] else "backorder" if entry["is_on_backorder"] else "in_stock"
    regular = Decimal(prices["regular_price"]) * unit if entry["on_sale"] else None
    in_stock = entry["is_in_stock"]
    return entry["variation"], Decimal(prices["price"]) * unit, regular, stock if in_stock else "out_of_stock"


def test_a_product_tells_the_range_of_its_packs(products: list[dict[str, Any]], packs: list[dict[str, Any]]) -> None:
    for entry in products:
        amounts = [int(pack["prices"]["price"]) for pack in packs if pack["parent"] == entry["id"]]
        assert int(entry["prices"]["price"]) == min(amounts)
        assert entry["prices"]["price_range"] == {"min_amount": str(min(amounts)), "max_amount": str(max(amounts))}


def test_names_are_html(products: list[dict[str, Any]]) -> None:
    assert any("&#8217;" in entry["name"] for entry in products)
    assert not any("’" in entry["name"] for entry in products)


def test_the_nameless_product_has_neither_name_nor_permalink(products: list[dict[str, Any]]) -> None:
    nameless = products[0]
    assert (nameless["name"], nameless["slug"], nameless["permalink"]) == ("", "", "")
    assert nameless["variations"]


def test_ten_newest_come_without_a_query(shop: Storefront) -> None:
    ids = [entry["id"] for entry in ask(shop)]
    assert len(ids) == 10
    assert ids == sorted(ids, reverse=True)


def test_headers_count_and_point_as_woocommerce_does(shop: Storefront) -> None:
    headers = shop.answer(PRODUCTS, "per_page=100&page=2&orderby=id").headers
    assert (headers["x-wp-total"], headers["x-wp-totalpages"]) == ("242", "3")
    assert headers["link"] == (
        f'<{ROOT}{PRODUCTS}?per_page=100&page=1#038;page=2&#038;orderby=id>; rel="prev", '
        f'<{ROOT}{PRODUCTS}?per_page=100&page=3#038;page=2&#038;orderby=id>; rel="next"'
    )
    # Day 3: 8 January 2026, 0:00 UTC.
    assert headers["last-modified"] == "1767830400"


def test_a_single_page_has_no_link() -> None:
    assert link_pages("http://x", "per_page=100", 1, 1) == ""
    assert link_pages("http://x", "page=1", 1, 2) == '<http://x?page=2>; rel="next"'


def test_a_page_beyond_the_last_is_empty(shop: Storefront) -> None:
    answer = shop.answer(PRODUCTS, "per_page=100&page=4")
    assert (answer.status, answer.body, answer.headers["x-wp-total"]) == (200, b"[]", "242")


def test_fields_are_trimmed(shop: Storefront) -> None:
    (entry,) = ask(shop, "per_page=1&_fields=id,name,prices.price,prices.currency_code")
    assert list(entry) == ["id", "name", "prices"]
    assert list(entry["prices"]) == ["price", "currency_code"]
    assert ask(shop, "per_page=2&_fields=nothing") == [[], []]


def test_packs_are_found_by_their_parents(shop: Storefront, products: list[dict[str, Any]]) -> None:
    first, second = products[3], products[7]
    found = ask(shop, f"type=variation&parent={first['id']},{second['id']}&per_page=100&order=asc&orderby=id")
    assert [entry["id"] for entry in found] == [
        variation["id"] for entry in (first, second) for variation in entry["variations"]
    ]
    assert ask(shop, f"parent={first['id']}") == []


@pytest.mark.parametrize("form", ["include={0},{1}", "include[]={0}&include[]={1}"])
def test_products_are_found_by_id_and_come_in_the_order_asked_for(
    shop: Storefront, products: list[dict[str, Any]], form: str
) -> None:
    ids = [products[7]["id"], products[3]["id"]]
    query = form.format(*ids)
    assert [entry["id"] for entry in ask(shop, f"{query}&orderby=include&order=asc")] == ids
    assert [entry["id"] for entry in ask(shop, f"{query}&orderby=id&order=asc")] == sorted(ids)


def test_what_changed_after_a_moment_is_what_that_day_changed(shop: Storefront, truth: dict[str, Any]) -> None:
    yesterday: dict[str, Any] = json.loads(b"".join(tell_truth(open_catalogue(7, 240, 2), ROOT)))
    known = {product["url"]: product for product in yesterday["products"]}
    changed = {product["url"] for product in truth["products"] if known.get(product["url"]) != product}
    query = "per_page=100&after=2026-01-07T00:00:00&date_column=modified_gmt"
    entries = ask(shop, query)
    assert {entry["permalink"] for entry in entries} == changed
    parents = {entry["parent"] for entry in ask(shop, f"{query}&type=variation")}
    assert parents == {entry["id"] for entry in entries}
    assert ask(shop, "after=2026-01-08T00:00:00Z&date_column=modified_gmt") == []


def test_what_was_added_after_a_moment_is_what_is_new(shop: Storefront) -> None:
    before = set(open_catalogue(7, 240, 2).entries)
    new = [number for number in shop.catalogue.entries if number not in before]
    entries = ask(shop, "after=2026-01-07T00:00:00")
    assert [entry["permalink"] for entry in entries] == [
        f"{ROOT}/product/{shop.catalogue.product(number).slug}/" for number in new
    ]


@pytest.mark.parametrize("orderby", ["date", "id", "modified", "title", "price", "rating", "popularity"])
def test_every_order_holds_all_entries_once(shop: Storefront, orderby: str) -> None:
    ids = [
        entry["id"]
        for page in (1, 2, 3)
        for entry in ask(shop, f"per_page=100&page={page}&orderby={orderby}&_fields=id,prices")
    ]
    assert len(ids) == len(set(ids)) == 242


def test_prices_order_from_the_dearest(shop: Storefront) -> None:
    prices = [int(entry["prices"]["price"]) for entry in ask(shop, "per_page=100&orderby=price")]
    assert prices == sorted(prices, reverse=True)


def test_too_large_a_page_is_refused_as_wordpress_does(shop: Storefront) -> None:
    message = "per_page must be between 1 (inclusive) and 100 (inclusive)"
    assert ask(shop, "per_page=101", 400) == {
        "code": "rest_invalid_param",
        "message": "Invalid parameter(s): per_page",
        "data": {
            "status": 400,
            "params": {"per_page": message},
            "details": {"per_page": {"code": "rest_out_of_bounds", "message": message, "data": None}},
        },
    }


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("page=0", "page", "rest_out_of_bounds"),
        ("page=two", "page", "rest_invalid_type"),
        ("orderby=colour", "orderby", "rest_not_in_enum"),
        ("order=up", "order", "rest_not_in_enum"),
        ("type=pack", "type", "rest_not_in_enum"),
        ("date_column=born", "date_column", "rest_not_in_enum"),
        ("include=1,x", "include", "rest_invalid_type"),
        ("after=yesterday", "after", "rest_invalid_date"),
        ("after=2026-01-07", "after", "rest_invalid_date"),
    ],
)
def test_a_wrong_parameter_is_named(query: str, parameter: str, code: str) -> None:
    with pytest.raises(QueryError) as refused:
        read_query(query)
    assert {name: problem.code for name, problem in refused.value.problems.items()} == {parameter: code}


def test_unknown_parameters_are_ignored(shop: Storefront) -> None:
    assert ask(shop, "colour=green") == ask(shop)


def test_one_product_or_pack_can_be_asked_for(
    shop: Storefront, products: list[dict[str, Any]], packs: list[dict[str, Any]]
) -> None:
    def read(answer: Answer) -> Any:
        return json.loads(answer.body)

    for entry in (products[3], packs[9]):
        assert read(shop.answer(f"{PRODUCTS}/{entry['id']}")) == entry
    assert shop.answer(f"{PRODUCTS}/1").status == 404
    assert read(shop.answer(f"{PRODUCTS}/1"))["code"] == "woocommerce_rest_product_invalid_id"


def test_the_index_names_the_namespaces(shop: Storefront) -> None:
    for path in ("/wp-json/", "/wp-json/wc/store/v2/products"):
        answer = shop.answer(path)
        told = json.loads(answer.body)
        if path == "/wp-json/":
            assert "wc/store/v1" in told["namespaces"]
        else:
            assert (answer.status, told["code"]) == (404, "rest_no_route")


def test_the_next_day_is_told_at_once() -> None:
    shop = Storefront(open_catalogue(7, 30, 0), ROOT)
    before = shop.answer(PRODUCTS).headers["last-modified"]
    shop.move_on()
    assert int(shop.answer(PRODUCTS).headers["last-modified"]) == int(before) + 86_400
