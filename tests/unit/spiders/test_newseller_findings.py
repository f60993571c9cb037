"""What `newseller` makes of a shop's pages: the currency, and the links that are worth a look."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.newsellers.findings import Findings, look_at_page
from goodseed_spiders.newsellers.links import find_listings, find_product

HOME = "https://shop.example/"


def _look(*pages: str) -> Findings:
    findings = Findings(HOME)
    for html in pages:
        look_at_page(findings, LexborHTMLParser(html), html, HOME)
    return findings


def test_shopify_s_own_script_names_the_currency():
    page = '<script>Shopify.currency = {"active":"EUR","rate":"1.0"};</script><p>$5 off</p>'
    assert _look(page).currency == "EUR"


@pytest.mark.parametrize(
    ("page", "currency"),
    [
        ('<bdi><span class="sign">€</span>12,90</bdi> <bdi>15,00&nbsp;<span>€</span></bdi>', "EUR"),
        ("<p>£9.50</p>", "GBP"),
        ("<p>C$9.50</p>", "CAD"),
        ("<p>$9.50</p> <p>$12</p> <p>worldwide from €20</p>", None),
        ("<p>¥900</p>", None),
        ("<p>90 kr</p>", None),
        ("<script>let price = '€ 5'</script><style>a::after {content: '£5'}</style>", None),
        ("<p>We love seeds</p>", None),
    ],
)
def test_the_sign_of_most_prices_tells_the_currency_unless_it_is_several_s(page: str, currency: str | None):
    findings = _look(f"<body>{page}</body>")
    assert (findings.currency, findings.currency_of_signs) == (None, currency)


def test_the_prices_of_all_pages_count():
    assert _look("<body>from $5</body>", "<body>€5 €6</body>").currency_of_signs == "EUR"


@pytest.mark.parametrize("path", ["/seeds.html", "/cannabis-seeds.html", "/shop/", "/collections/all"])
def test_a_menu_s_link_to_the_seeds_is_a_listing(path: str):
    assert find_listings(LexborHTMLParser(f'<a href="{path}">Seeds</a>'), HOME, HOME) == [f"https://shop.example{path}"]


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ('<a href="/shop/">Shop</a><a href="/about">Us</a><a href="/product/haze/">Haze</a>', "/product/haze/"),
        ('<a href="/products/haze?variant=1">Haze</a>', "/products/haze"),
        ('<a href="/item/7">Haze</a>', "/item/7"),
        ('<a href="/seeds/haze.html">Haze</a>', "/seeds/haze.html"),
        ('<a href="/about">Us</a><div class="product-card"><a href="/haze">Haze</a></div>', "/haze"),
        ('<a href="/product-category/indica/">Indica</a><a href="/products/">All</a>', None),
        ('<a href="https://elsewhere.example/product/haze/">Haze</a>', None),
        ('<a href="/">Home</a><a href="/blog/how-to-grow">Blog</a>', None),
    ],
)
def test_the_first_link_that_looks_like_a_product_s_is_found(page: str, path: str | None):
    found = find_product(LexborHTMLParser(page), HOME, HOME)
    assert found == (path and f"https://shop.example{path}")
