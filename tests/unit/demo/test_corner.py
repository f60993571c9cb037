"""The demo shop's corner for browsers: no product as served, and the listing's cards by script."""

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from demo.catalogue import open_catalogue
from demo.storefront import Storefront

ROOT = "http://127.0.0.1:8900"


@pytest.fixture(scope="module")
def shop() -> Storefront:
    return Storefront(open_catalogue(7, 40, 0), ROOT)


@pytest.mark.parametrize("path", ["/app/", "/app/page/2/"])
def test_a_page_as_served_holds_no_product(shop: Storefront, path: str) -> None:
    answer = shop.answer(path)
    assert answer.status == 200
    tree = LexborHTMLParser(answer.body.decode())
    assert not tree.css("li.product, .jet-filters-pagination__item")
    assert not any(shop.catalogue.product(number).slug.encode() in answer.body for number in shop.catalogue.entries)


def test_what_its_script_fetches_is_what_the_listing_shows(shop: Storefront) -> None:
    page = shop.answer("/app/page/2/").body.decode()
    fetched = re.search(r'data-cards="([^"]+)"', page)
    assert fetched is not None
    cards = json.loads(shop.answer(fetched[1]).body)
    assert (cards["page"], cards["pages"]) == (2, 3)
    assert cards["html"].strip() in shop.answer("/shop/page/2/").body.decode()


@pytest.mark.parametrize("path", ["/app/page/4/", "/app/page/0/", "/app/cards/4.json", "/app/nothing"])
def test_what_is_not_there_is_not_found(shop: Storefront, path: str) -> None:
    assert shop.answer(path).status == 404


def test_the_page_names_things_that_a_crawler_has_no_use_for_and_they_are_there(shop: Storefront) -> None:
    page = shop.answer("/app/").body.decode()
    for path in ("/images/garden.jpg", "/fonts/demo.woff2", "/media/garden.mp4", "/matomo.js"):
        assert path in page
        assert shop.answer(path).status == 200
    assert b"/matomo.php" in shop.answer("/matomo.js").body
