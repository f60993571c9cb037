"""What stands around a product on real pages changes nothing of what is read of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.platforms.structured_data import read_product_page
from goodseed_spiders.raw_record import raw_record

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "structured_data").glob("*.html"))

ABOVE = """
<div class="x1"><ul><li><a href="/new">New in</a></li><li><a href="/sale">Sale up to $50 off</a></li>
<li><a href="/gift-cards">Gift cards from $25.00</a></li></ul></div>
<div class="x2"><p>Extra 15% off orders over $100.00</p></div>
<div class="x3"><form action="/search"><input name="q"><button>Search</button></form>
<a href="/cart">Cart $0.00</a></div>
<div class="quick-view modal" style="display:none"><h2>Garden Gnome</h2><span class="price">$1.00</span>
<button class="add-to-cart">Sold out</button><p>SKU: GNOME-1</p></div>
"""
BELOW = """
<div class="reviews"><h3>Reviews</h3><p>It was out of stock for weeks, but worth $20.00!</p></div>
<div class="x7"><h2>You may also like</h2>
<div class="x8"><a href="/gnome"><p>Garden Gnome</p></a><p class="price">$1.00</p><p>Sold out</p></div>
<div class="x8"><a href="/flamingo"><p>Flamingo</p></a><p class="price"><s>$9.00</s> <b>$7.00</b></p>
<button>Add to cart</button></div></div>
<footer><p>Get $10.00 off your first order</p><form><input type="email"><button>Subscribe</button></form>
<p>SKU: FOOTER-1</p><p>Sold out? Notify me</p></footer>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Organization","name":"Shop"}</script>
<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product",
"name":"Garden Gnome","sku":"GNOME-1","offers":{"@type":"Offer","price":"1.00","priceCurrency":"USD","availability":
"https://schema.org/OutOfStock"}}}]}</script>
"""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_product_is_read_in_spite_of_what_is_around_it(page: Path):
    expected = json.loads(page.with_suffix(".json").read_text())
    head, body, rest = page.read_text().partition("<body")
    tag, end, content = rest.partition(">")
    noisy = head + body + tag + end + ABOVE + content.replace("</body>", f"{BELOW}</body>")
    product = read_product_page(LexborHTMLParser(noisy), expected["url"])
    assert product is not None
    record = raw_record(product, None)
    assert {name: record[name] for name in expected} == expected
