"""`scrapy newseller` looks at a shop and writes a seller that crawls it without another line."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.process import Shop, running_shop
from tests.crawling import ROOT, SCRAPY, query, serving

SLUG = "trial_of_newseller"
FILES = (ROOT / "goodseed_spiders" / "spiders" / f"{SLUG}.py", ROOT / "tests" / "fixtures" / SLUG)


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    FILES[0].unlink(missing_ok=True)
    shutil.rmtree(FILES[1], ignore_errors=True)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with running_shop(products=60) as running:
        yield running


def _scrapy(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*SCRAPY, *words], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)


def _page(tmp_path: Path, html: str) -> str:
    page = tmp_path / "page.html"
    page.write_text(html)
    return str(page)


@pytest.mark.usefixtures("database")
def test_a_seller_made_from_a_look_at_its_shop_crawls_it(shop):
    answer = _scrapy("newseller", SLUG, shop.url)
    assert answer.returncode == 0, answer.stderr
    assert "seed_card, because of cards of the seed card theme" in answer.stdout
    crawl = _scrapy("crawl", SLUG)
    assert crawl.returncode == 0, crawl.stderr
    assert query("SELECT count(*) FROM products WHERE seller = %(slug)s", slug=SLUG)[0][0] == 60


@pytest.mark.usefixtures("database")
def test_a_woocommerce_that_answers_its_store_api_is_recognised_by_that(shop):
    for path in ("/", "/shop/"):
        shop.fault(path, 200, times=-1)
    answer = _scrapy("newseller", SLUG, shop.url)
    assert "woocommerce, because of the Store API answers: 62 products" in answer.stdout, answer.stderr
    assert _scrapy("crawl", SLUG).returncode == 0
    assert query("SELECT count(*) FROM products WHERE seller = %(slug)s", slug=SLUG)[0][0] == 60


@pytest.mark.parametrize("platform", ["seed_card", "woocommerce", "shopify", "magento", "structured_data"])
def test_the_page_that_is_written_gives_the_record_beside_it(platform, tmp_path):
    answer = _scrapy("newseller", SLUG, "https://trial.example/", "--page", _page(tmp_path, ""), "--platform", platform)
    assert answer.returncode == 0, answer.stderr
    [page] = FILES[1].glob("*.html")
    extracted = _scrapy("extract", SLUG, str(page), "--pretty")
    assert extracted.stdout == page.with_suffix(".json").read_text()
    assert '"strain_name": "Example Haze"' in extracted.stdout
    assert '"price": "80.00"' in extracted.stdout


def test_a_saved_page_is_enough_and_nothing_is_asked_of_the_shop(tmp_path):
    page = _page(
        tmp_path, '<title>Seeds – Green Pier</title><body class="woocommerce"><a href="/shop/">Shop</a></body>'
    )
    answer = _scrapy("newseller", SLUG, "https://trial.ca/", "--page", page)
    assert answer.returncode == 0, answer.stderr
    assert FILES[0].read_text() == (
        "from goodseed_spiders.platforms.woocommerce import WooCommerceSpider\n\n\n"
        "class TrialOfNewseller(WooCommerceSpider):\n"
        f'    name = "{SLUG}"\n'
        '    seller_name = "Green Pier"\n'
        '    homepage = "https://trial.ca/"\n'
        '    currency = "CAD"\n'
    )


HOME = "<html><title>Green Pier</title><body>{}</body></html>"
PRODUCT = HOME.format(
    '<script type="application/ld+json">{"@type": "Product", "offers": {"priceCurrency": "EUR"}}</script>'
)


def test_a_shop_whose_product_pages_tell_all_is_recognised_by_one_that_its_home_page_links():
    with serving({"/": HOME.format('<a href="/product/haze">Haze</a>'), "/product/haze": PRODUCT}) as address:
        answer = _scrapy("newseller", SLUG, address)
    assert "Green Pier: structured_data, because of a product in JSON-LD\ncurrency EUR;" in answer.stdout, answer.stderr


def test_a_product_is_looked_for_in_the_listing_that_the_home_page_links():
    listing = HOME.format('<div class="product-item"><a href="/haze.html">Haze</a></div>')
    pages = {"/": HOME.format('<a href="/seeds.html">Seeds</a>'), "/seeds.html": listing, "/haze.html": PRODUCT}
    with serving(pages) as address:
        answer = _scrapy("newseller", SLUG, address)
    assert "currency EUR; listing /seeds.html" in answer.stdout, answer.stderr


@pytest.mark.parametrize("is_index", [False, True])
def test_a_product_is_looked_for_in_the_sitemap_that_robots_txt_names(is_index: bool):
    pages: dict[str, bytes | str] = {"/": HOME.format("Hello"), "/product/haze": PRODUCT}
    with serving(pages) as address:
        urls = "".join(f"<url><loc>{address}{path}</loc></url>" for path in ("/", "/about", "/product/haze"))
        pages["/products.xml"] = f"<urlset>{urls}</urlset>"
        index = f"<sitemapindex><sitemap><loc>{address}/products.xml</loc></sitemap></sitemapindex>"
        pages["/all.xml"] = index if is_index else pages["/products.xml"]
        pages["/robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {address}/all.xml\n"
        answer = _scrapy("newseller", SLUG, address)
    assert "structured_data, because of a product in JSON-LD" in answer.stdout, answer.stderr


def test_the_sign_of_the_prices_on_a_saved_page_is_believed_before_a_guess(tmp_path):
    page = _page(tmp_path, '<body class="woocommerce"><bdi>12,90&nbsp;<span>€</span></bdi></body>')
    answer = _scrapy("newseller", SLUG, "https://trial.example/", "--page", page)
    assert "currency EUR (by the sign of its prices)" in answer.stdout, answer.stderr


def test_a_platform_that_a_person_names_is_no_finding(tmp_path):
    answer = _scrapy(
        "newseller", SLUG, "https://trial.example/", "--page", _page(tmp_path, ""), "--platform", "magento"
    )
    assert "magento, because --platform says so" in answer.stdout


def test_a_shop_of_no_known_software_is_exit_code_1_and_no_file(tmp_path):
    with serving({"/": "<html><body><h1>Our blog</h1></body></html>"}) as address:
        answer = _scrapy("newseller", SLUG, address)
    assert answer.returncode == 1
    assert "its software was not recognised; --platform NAME" in answer.stderr
    assert not any(path.exists() for path in FILES)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["newseller", "x"], "newseller takes a slug and a homepage"),
        (["newseller", "Bad-Slug", "https://a.example"], "slug: 'Bad-Slug' is not"),
        (["newseller", "beaverseed", "https://a.example"], "there is a seller 'beaverseed' already"),
        (["newseller", SLUG, "a.example"], "homepage: 'a.example' is not an http(s) address"),
        (["newseller", SLUG, "https://a.example", "--platform", "magneto"], "did you mean magento?"),
        (["newseller", SLUG, "https://a.example", "--page", "/nowhere"], "--page: '/nowhere' cannot be read"),
    ],
)
def test_a_wrong_argument_is_exit_code_2_with_its_name(words, complaint):
    answer = _scrapy(*words)
    assert (answer.returncode, complaint in answer.stderr) == (2, True), answer.stderr
