"""What a page shows comes first; what it does not show is taken from its JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from goodseed_spiders.items import RawPack
from tests.unit.platforms.reading import read_body


def _page(shown: str, offers: Any, **more: Any) -> str:
    marked = {"@context": "https://schema.org", "@type": "Product", "name": "Ice", "offers": offers, **more}
    script = f'<script type="application/ld+json">{json.dumps(marked)}</script>'
    return f"<body class='single-product'>{script}<h1 class='product_title'>Ice</h1>{shown}"


OFFER = {"@type": "Offer", "price": "12.00", "priceCurrency": "CAD", "availability": "https://schema.org/OutOfStock"}


def test_a_price_and_a_stock_that_only_the_mark_up_has_are_taken():
    raw = read_body("woocommerce", _page("<p>Fine seeds.</p>", OFFER, sku="ICE"))[0]
    assert (raw.price_text, raw.currency, raw.sku) == ("12.00", "CAD", "ICE")
    assert "OutOfStock" in (raw.stock or "")


def test_what_the_page_shows_is_never_written_over():
    shown = "<p class='price'><span class='amount'>$9.00</span></p><p class='stock'>In stock</p>"
    raw = read_body("woocommerce", _page(shown, OFFER))[0]
    assert (raw.price_text, raw.stock) == ("$9.00", "In stock")


def test_variants_that_only_the_mark_up_prices_become_packs():
    offers = [{**OFFER, "name": "5 Seeds", "price": "20"}, {**OFFER, "name": "10 Seeds", "price": "35"}]
    raw = read_body("woocommerce", _page("", offers))[0]
    assert [(pack.label, pack.price) for pack in raw.packs] == [("5 Seeds", "20"), ("10 Seeds", "35")]


def test_the_stock_of_a_pack_is_told_by_the_offer_of_its_name():
    meta = {
        "product": {"id": 1, "variants": [{"id": 2, "price": 2000, "public_title": "5 Seeds"}, {"id": 3, "price": 1}]}
    }
    script = f"<script>var meta = {json.dumps({**meta, 'page': {'pageType': 'product'}})};</script>"
    page = _page(script, [{**OFFER, "name": "5 Seeds"}, {**OFFER, "name": "9 Seeds"}])
    pack: RawPack = read_body("shopify", page)[0].packs[0]
    assert (pack.label, pack.price, "OutOfStock" in (pack.stock or "")) == ("5 Seeds", "20.00", True)


def test_a_price_that_only_a_stranger_of_the_theme_would_find_is_found():
    shown = "<div class='kosten'><b>$14.00</b></div><form class='cart'><button>Add to cart</button></form>"
    page = (
        f"<html><head><title>Ice</title></head><body class='single-product'><h1 class='product_title'>Ice</h1>{shown}"
    )
    assert read_body("woocommerce", page)[0].price_text == "14.00"
