"""The demo shop's pages say what its truth says."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from demo.catalogue import open_catalogue
from demo.storefront import Storefront
from demo.truth import tell_truth

ROOT = "http://127.0.0.1:8900"


@pytest.fixture(scope="module")
def shop() -> Storefront:
    return Storefront(open_catalogue(7, 240, 3), ROOT)


@pytest.fixture(scope="module")
def truth(shop: Storefront) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(b"".join(tell_truth(shop.catalogue, ROOT)))
    return told


def read_page(shop: Storefront, path: str) -> LexborHTMLParser:
    answer = shop.answer(path)
    assert answer.status == 200
    return LexborHTMLParser(answer.body.decode())


@pytest.fixture(scope="module")
def cards(shop: Storefront) -> list[LexborNode]:
    paths = ["/shop/", *(f"/shop/page/{page}/" for page in range(2, 17))]
    return [card for path in paths for card in read_page(shop, path).css("li.product")]


@pytest.fixture(scope="module")
def cards_by_url(cards: list[LexborNode]) -> dict[str, LexborNode]:
    return {read_attribute(card, "h3.prod_titles a", "href"): card for card in cards if card.css("h3.prod_titles a")}


def find(node: LexborNode, selector: str) -> LexborNode:
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def read_attribute(node: LexborNode, selector: str, name: str) -> str:
    value = find(node, selector).attributes[name]
    assert value is not None
    return value


def read_pack(choice: LexborNode, li_class: str) -> dict[str, Any]:
    radio = find(choice, "input.product_variation_radio").attributes
    regular = radio.get("item-regular-price")
    label = find(choice, ".variation_val_num").text()
    assert label.removesuffix(" Seeds") == str(radio["value"]).removesuffix("-seeds")
    stock = "backorder" if "onbackorder" in li_class.split() else "in_stock"
    if choice.css("small.stock-left"):
        stock = "limited"
    if "disabled" in radio:
        assert choice.attributes["class"] == "variation_val outofstock"
        stock = "out_of_stock"
    return {
        "seeds": int(label.removesuffix(" Seeds")),
        "price": Decimal(str(radio["item-price"])),
        "regular_price": None if regular is None else Decimal(regular),
        "stock_status": stock,
    }


def test_every_product_has_one_card_and_two_cards_are_flawed(
    cards: list[LexborNode], cards_by_url: dict[str, LexborNode], truth: dict[str, Any]
) -> None:
    sold = {product["url"] for product in truth["products"]}
    assert len(cards) == 242
    assert len(sold) == len(truth["products"]) == 240
    assert set(cards_by_url) - sold == {truth["broken"][1]["url"]}
    assert [broken["reason_word"] for broken in truth["broken"]] == ["name", "size"]


def test_the_nameless_card_has_no_link_and_no_words_for_a_name(cards: list[LexborNode]) -> None:
    (nameless,) = (card for card in cards if not card.css("h3.prod_titles a"))
    assert not nameless.css("a")
    assert find(nameless, "h3.prod_titles").text() == ""
    assert {image.attributes["alt"] for image in nameless.css("img")} <= {"", None}
    assert nameless.css("input.product_variation_radio")


def test_the_sizeless_product_names_no_number(shop: Storefront, truth: dict[str, Any]) -> None:
    page = read_page(shop, truth["broken"][1]["url"].removeprefix(ROOT))
    packs = page.css(".variation_val")
    assert packs
    for pack in packs:
        assert not re.search(r"\d", find(pack, ".variation_val_num").text())
        assert not re.search(r"\d", str(find(pack, "input").attributes["value"]))


def test_cards_show_what_is_true(cards_by_url: dict[str, LexborNode], truth: dict[str, Any]) -> None:
    for product in truth["products"]:
        card = cards_by_url[product["url"]]
        li_class = str(card.attributes["class"])
        assert f"post-{product['external_id']}" in li_class
        assert find(card, "h3.prod_titles").text() == product["name"]
        assert find(card, ".thc-lvl").text().removeprefix("THC ") == (product["thc_text"] or "")
        facts = [node.text().partition(":") for node in card.css(".custom-acf-prod .elementor-icon-list-text")]
        shown = {label.strip(): value.strip() or None for label, _, value in facts}
        assert shown["CBD"] == product["cbd_text"]
        assert shown["Growing Level"] == product["difficulty"]
        assert shown.get("Flowering") == product["flowering_text"]
        rating, count = card.css(".star-rating strong.rating"), card.css(".star-rating span.rating")
        assert (rating[0].text() if rating else None) == product["rating"]
        assert (int(count[0].text()) if count else None) == product["rating_count"]
        packs = [read_pack(choice, li_class) for choice in card.css(".variation_val")]
        assert packs == [
            {
                "seeds": pack["seeds"],
                "price": Decimal(pack["price"]),
                "regular_price": None if pack["regular_price"] is None else Decimal(pack["regular_price"]),
                "stock_status": pack["stock_status"],
            }
            for pack in product["packs"]
        ]
        assert ("outofstock" in li_class.split()) == (product["stock_status"] == "out_of_stock")
        prices = sorted({pack["price"] for pack in packs})
        ends = " – ".join(f"${price:.2f}" for price in (prices[0], prices[-1])[: len(prices)])
        assert find(card, ".product_price_dfn").text().strip() == ends


def test_pictures_are_lazy(cards_by_url: dict[str, LexborNode], truth: dict[str, Any]) -> None:
    seen = set()
    for product in truth["products"]:
        image = find(cards_by_url[product["url"]], "figure.main_img a img").attributes
        assert str(image["src"]).startswith("data:image/svg+xml,")
        address = str(image["data-src"])
        seen.add(address.startswith("/"))
        assert product["image_url"] in (address, ROOT + address)
    assert seen == {True, False}


def test_kinds_are_shown_by_name_or_category(cards_by_url: dict[str, LexborNode], truth: dict[str, Any]) -> None:
    signs = {
        "feminized": "feminized",
        "regular": "regular",
        "autoflower": "auto",
        "photoperiod": "photoperiod",
    }
    for product in truth["products"]:
        li_class = str(cards_by_url[product["url"]].attributes["class"])
        shown = f"{product['name']} {li_class}".lower()
        facts = (product["sex"], product["flowering_type"])
        for fact, sign in signs.items():
            assert (sign in shown) == (fact in facts), (product["name"], li_class)
        assert ("fast" in shown) == bool(product["fast_version"])


def test_the_shop_shows_a_variety(truth: dict[str, Any]) -> None:
    products = truth["products"]
    for key in (
        "sex",
        "flowering_type",
        "fast_version",
        "cannabis_type",
        "dominance",
        "stock_status",
        "difficulty",
    ):
        assert len({product[key] for product in products}) > 1, key
    assert any("(1:20)" in product["strain_name"] for product in products)
    assert any("’" in product["name"] and "’" not in product["slug"] for product in products)
    assert any(product["thc_text"] and product["thc_max"] is None for product in products)


def test_display_price_is_that_of_the_smallest_pack_to_be_had(truth: dict[str, Any]) -> None:
    for product in truth["products"]:
        packs = [pack for pack in product["packs"] if pack["stock_status"] in ("in_stock", "limited")]
        assert product["display_price"] == (packs[0]["price_per_seed"] if packs else None)
        for pack in product["packs"]:
            exact = Decimal(pack["price"]) / pack["seeds"]
            assert abs(Decimal(pack["price_per_seed"]) - exact) <= Decimal("0.005")


def test_product_pages_show_the_same(shop: Storefront, truth: dict[str, Any]) -> None:
    for product in truth["products"][::12]:
        page = read_page(shop, product["url"].removeprefix(ROOT))
        assert page.css("h1.product_title")[0].text() == product["name"]
        variations = json.loads(str(page.css("form.variations_form")[0].attributes["data-product_variations"]))
        offers = json.loads(page.css('script[type="application/ld+json"]')[0].text())["offers"]
        assert [f"{variation['display_price']:.2f}" for variation in variations] == [
            pack["price"] for pack in product["packs"]
        ]
        assert [offer["price"] for offer in offers] == [pack["price"] for pack in product["packs"]]
        assert [variation["is_in_stock"] for variation in variations] == [
            pack["stock_status"] != "out_of_stock" for pack in product["packs"]
        ]


def test_listing_pages_weigh_what_real_ones_do(shop: Storefront) -> None:
    for page in range(2, 16):
        assert 120_000 <= len(shop.answer(f"/shop/page/{page}/").body) <= 180_000


def test_pagination_and_count_agree(shop: Storefront) -> None:
    page = read_page(shop, "/shop/page/16/")
    values = [node.attributes.get("data-value") for node in page.css("div.jet-filters-pagination__item")]
    assert values == ["prev", "1", None, "14", "15", "16"]
    assert page.css("p.woocommerce-result-count")[0].text() == "Showing 241–242 of 242 results"
    first = read_page(shop, "/shop/")
    assert [node.attributes.get("data-value") for node in first.css("div.jet-filters-pagination__item")] == [
        "1",
        "2",
        "3",
        None,
        "16",
        "next",
    ]
    assert first.css("p.woocommerce-result-count")[0].text() == "Showing 1–16 of 242 results"


def test_the_home_page_shows_a_product_twice(shop: Storefront) -> None:
    links = [node.attributes["href"] for node in read_page(shop, "/").css("h3.prod_titles a")]
    assert len(links) == len(set(links)) + 1


@pytest.mark.parametrize("path", ["/shop/page/17/", "/shop/page/0/", "/product/none/", "/x", "/product-sitemap2.xml"])
def test_what_is_not_there_is_not_found(shop: Storefront, path: str) -> None:
    assert shop.answer(path).status == 404


def test_the_sitemaps_name_every_address(truth: dict[str, Any], shop: Storefront) -> None:
    assert "/product-sitemap.xml</loc>" in shop.answer("/sitemap.xml").body.decode()
    named = re.findall(r"<loc>(.*?)</loc>\s*<lastmod>", shop.answer("/product-sitemap.xml").body.decode())
    assert set(named) == {product["url"] for product in truth["products"]} | {truth["broken"][1]["url"]}


def test_sitemaps_hold_a_thousand_addresses_each() -> None:
    shop = Storefront(open_catalogue(7, 2500, 0), ROOT)
    index = re.findall(r"<loc>(.*?)</loc>", shop.answer("/sitemap.xml").body.decode())
    assert index == [f"{ROOT}/product-sitemap{place}.xml" for place in (1, 2, 3)]
    counts = [shop.answer(url.removeprefix(ROOT)).body.count(b"<url>") for url in index]
    assert counts == [1000, 1000, 501]


def test_robots_ask_for_a_delay_only_when_told_to() -> None:
    catalogue = open_catalogue(7, 1, 0)
    assert b"Crawl-delay" not in Storefront(catalogue, ROOT).answer("/robots.txt").body
    robots = Storefront(catalogue, ROOT, crawl_delay=2.5).answer("/robots.txt").body.decode()
    assert robots == f"User-agent: *\nDisallow:\nCrawl-delay: 2.5\n\nSitemap: {ROOT}/sitemap.xml\n"
