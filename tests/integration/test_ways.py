"""A shop is read in the first way that leads somewhere, and a second crawl reads only what may have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.process import Shop, running_shop
from tests.crawling import latest_job, query, serving
from tests.sellers import crawl_trial, write_seller

pytestmark = pytest.mark.usefixtures("database")

WOOCOMMERCE = "woocommerce:WooCommerceSpider"
SEED_CARD = "seed_card:SeedCardSpider"
FACTS = ("name", "strain_name", "sex", "flowering_type", "cannabis_type", "dominance", "stock_status", "rating_count")
NUMBERS = ("thc_min", "thc_max", "cbd_min", "cbd_max", "flowering_days_min", "flowering_days_max")


@pytest.fixture
def shop() -> Iterator[Shop]:
    with running_shop() as running:
        yield running


def _asked(shop: Shop) -> Counter[str]:
    """How many requests of each kind the shop has had since the last look."""
    paths = [request["path"] for request in shop.requests()]
    shop.clear_requests()
    kinds = {"/wp-json/": "api", "/product/": "product", "/shop/": "listing", "/robots.txt": "robots"}
    return Counter(next((kind for start, kind in kinds.items() if path.startswith(start)), "sitemap") for path in paths)


def _listed() -> dict[str, Any]:
    return {row.url: row for row in query("SELECT * FROM products WHERE delisted_at IS NULL")}


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _assert_truth(shop: Shop) -> None:
    """All that is sold is stored, with its packs and facts, and nothing else."""
    truth = {product["url"]: product for product in shop.truth()["products"]}
    rows = _listed()
    assert set(rows) == set(truth)
    for url, product in truth.items():
        row = rows[url]
        assert {fact: getattr(row, fact) for fact in FACTS} == {fact: product[fact] for fact in FACTS}
        assert [_number(getattr(row, fact)) for fact in NUMBERS] == [_number(product[fact]) for fact in NUMBERS], url
    packs = {
        (row.url, row.seeds): (str(row.price), row.stock_status)
        for row in query(
            "SELECT url, seeds, price, packs.stock_status FROM packs JOIN products ON id = product_id"
            " WHERE delisted_at IS NULL"
        )
    }
    assert packs == {
        (url, pack["seeds"]): (pack["price"], pack["stock_status"])
        for url, product in truth.items()
        for pack in product["packs"]
    }


def test_the_store_api_reads_a_woocommerce_in_two_requests_and_the_packs_of_a_product_for_each_hundred(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE)
    answer = crawl_trial(tmp_path)
    assert answer.returncode == 0, answer.stderr
    _assert_truth(shop)
    packs = query("SELECT count(*) FROM packs")[0][0]
    assert _asked(shop)["api"] / 2.4 <= 2 + packs / 240


def test_one_request_tells_that_a_catalogue_has_not_changed(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE)
    crawl_trial(tmp_path)
    shop.clear_requests()
    crawl_trial(tmp_path)
    assert _asked(shop)["api"] == 1
    assert (latest_job().state, latest_job().unchanged, latest_job().updated) == ("completed", 240, 0)


def test_a_changed_catalogue_is_read_again_by_the_store_api_and_what_is_gone_is_delisted(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE)
    crawl_trial(tmp_path)
    shop.next_day()
    crawl_trial(tmp_path)
    _assert_truth(shop)
    assert query("SELECT count(*) FROM products WHERE delisted_at IS NOT NULL")[0][0] == 1


def test_without_the_store_api_the_sitemap_leads_to_the_product_pages(shop, tmp_path):
    shop.fault("/wp-json/wc/store/v1/products", 404, times=-1)
    write_seller(tmp_path, shop.url, WOOCOMMERCE)
    answer = crawl_trial(tmp_path, "-s", "LOG_LEVEL=INFO")
    assert answer.returncode == 0, answer.stderr
    assert "not found by Store API (/wp-json/wc/store/v1/products: " in answer.stderr
    assert _asked(shop)["product"] == 241  # that without a pack size is asked for, too
    _assert_truth(shop)


def test_a_second_crawl_by_sitemap_reads_only_the_pages_whose_date_has_moved(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE, ways="Sitemap")
    crawl_trial(tmp_path)
    changes = shop.next_day()
    shop.clear_requests()
    crawl_trial(tmp_path)
    asked = _asked(shop)
    assert asked["product"] <= changes["prices_changed"] + changes["new"]
    assert asked["sitemap"] <= 2
    _assert_truth(shop)
    assert latest_job().unchanged >= 230


def test_an_unchanged_shop_costs_less_than_one_request_for_a_hundred_products_by_sitemap(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE, ways="Sitemap")
    crawl_trial(tmp_path)
    shop.clear_requests()
    crawl_trial(tmp_path)
    asked = _asked(shop)
    assert (asked["sitemap"] + asked["product"]) / 2.4 <= 1
    assert (latest_job().state, latest_job().unchanged, latest_job().errors) == ("completed", 240, 0)


def test_without_a_sitemap_the_listings_lead_to_the_product_pages(shop, tmp_path):
    for path in ("/wp-json/wc/store/v1/products", "/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml"):
        shop.fault(path, 404, times=-1)
    write_seller(tmp_path, shop.url, WOOCOMMERCE)
    answer = crawl_trial(tmp_path)
    assert answer.returncode == 0, answer.stderr
    _assert_truth(shop)


def test_cards_that_tell_everything_cost_at_most_seven_requests_for_a_hundred_products(shop, tmp_path):
    write_seller(tmp_path, shop.url, SEED_CARD, sources=("/shop/",))
    crawl_trial(tmp_path)
    assert _asked(shop)["listing"] / 2.4 <= 7
    _assert_truth(shop)


def test_listing_pages_that_have_not_changed_are_answered_without_their_contents(shop, tmp_path):
    write_seller(tmp_path, shop.url, SEED_CARD, sources=("/shop/",))
    crawl_trial(tmp_path)
    shop.clear_requests()
    crawl_trial(tmp_path)
    statuses = Counter(request["status"] for request in shop.requests())
    assert statuses[304] >= 14
    assert (latest_job().state, latest_job().unchanged, latest_job().products_seen) == ("completed", 240, 240)


def test_every_seventh_crawl_reads_everything(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE, ways="Sitemap")
    crawl_trial(tmp_path)
    query("UPDATE sellers SET crawls_since_full = 6 WHERE slug = 'trial' RETURNING 1")
    shop.clear_requests()
    crawl_trial(tmp_path)
    assert _asked(shop)["product"] == 241
    assert query("SELECT crawls_since_full FROM sellers WHERE slug = 'trial'")[0][0] == 0


def test_a_crawl_that_is_told_to_reads_everything(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE, ways="Sitemap")
    crawl_trial(tmp_path)
    shop.clear_requests()
    crawl_trial(tmp_path, "-a", "full=true")
    assert _asked(shop)["product"] == 241


def test_a_delisted_product_is_read_again_although_its_page_has_not_changed(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE, ways="Sitemap")
    crawl_trial(tmp_path)
    query("UPDATE products SET delisted_at = now(), content_hash = '' WHERE external_id = '41212' RETURNING 1")
    crawl_trial(tmp_path)
    _assert_truth(shop)


def test_a_page_whose_products_were_not_stored_is_not_remembered(tmp_path):
    page = '<body class="single-product"><h1 class="product_title">Nameless</h1></body>'
    pages = {"/product-sitemap.xml": _sitemap("/product/a/"), "/product/a/": page}
    with serving(pages) as address:
        write_seller(tmp_path, address, WOOCOMMERCE, ways="Sitemap", sources=("/product-sitemap.xml",))
        crawl_trial(tmp_path)
    assert query("SELECT url_key FROM rejects")[0][0] == "/product/a"
    assert [row.product_keys for row in query("SELECT product_keys FROM pages")] == [[]]


def test_a_shop_that_answers_in_no_way_fails_with_what_was_tried(tmp_path):
    with serving({}) as address:
        write_seller(tmp_path, address, WOOCOMMERCE)
        answer = crawl_trial(tmp_path, "-s", "LOG_LEVEL=INFO")
    assert answer.returncode == 1
    assert "trying sitemap" in answer.stderr
    assert "trying listings" in answer.stderr


def _sitemap(*paths: str) -> str:
    urls = "".join(f"<url><loc>{path}</loc><lastmod>2026-01-05</lastmod></url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def test_a_crawl_that_is_given_just_the_sellers_own_sources_is_a_crawl_of_the_whole_shop(shop, tmp_path):
    write_seller(tmp_path, shop.url, SEED_CARD, sources=("/shop/",))
    crawl_trial(tmp_path)
    shop.next_day()
    crawl_trial(tmp_path, "-a", "sources=/shop/")
    assert query("SELECT count(*) FROM products WHERE delisted_at IS NOT NULL")[0][0] == 1


def _product_page(name: str) -> str:
    data = (
        f'{{"@type": "Product", "name": "{name} Feminized Seeds", "offers": [{{"@type": "Offer", "name": "5 Seeds",'
        ' "price": "45.00", "priceCurrency": "USD"}, {"@type": "Offer", "name": "10 Seeds", "price": "80.00",'
        ' "priceCurrency": "USD"}]}'
    )
    return (
        f"<html><body><h1>{name} Feminized Seeds</h1><script type='application/ld+json'>{data}</script></body></html>"
    )


PLAIN = "structured_data:StructuredDataSpider"
EMPTY = "<html><body><h1>About us</h1><p>We sell seeds.</p></body></html>"


def _crawl_plain(tmp_path: Path) -> Any:
    crawl_trial(tmp_path)
    return latest_job()


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[dict[str, bytes | str]]:
    """A shop of four products and a page about it, all in its sitemap; its pages may be changed."""
    pages: dict[str, bytes | str] = {f"/p/{name}/": _product_page(name) for name in ("Ann", "Bob", "Cid", "Dee")}
    pages |= {"/about/": EMPTY}
    pages["/sitemap.xml"] = _sitemap(*pages)
    with serving(pages) as address:
        write_seller(tmp_path, address, PLAIN, sources=("/sitemap.xml",))
        yield pages


def test_a_page_in_the_sitemap_that_is_no_products_is_no_error_and_does_not_keep_products_from_being_delisted(
    plain, tmp_path
):
    assert _crawl_plain(tmp_path).errors == 0
    del plain["/p/Dee/"]
    plain["/sitemap.xml"] = _sitemap(*(path for path in plain if path != "/sitemap.xml"))
    _crawl_plain(tmp_path)
    assert [row.strain_name for row in query("SELECT strain_name FROM products WHERE delisted_at IS NOT NULL")] == [
        "Dee"
    ]


def test_a_product_whose_page_shows_nothing_for_a_while_stays_and_is_read_again_when_it_is_back(plain, tmp_path):
    _crawl_plain(tmp_path)
    good = plain["/p/Ann/"]
    plain["/sitemap.xml"] = str(plain["/sitemap.xml"]).replace("2026-01-05", "2026-01-06")
    plain["/p/Ann/"] = EMPTY
    assert _crawl_plain(tmp_path).errors == 1
    assert len(_listed()) == 4
    plain["/p/Ann/"] = good
    job = _crawl_plain(tmp_path)
    assert (job.state, job.products_seen, job.errors, len(_listed())) == ("completed", 4, 0, 4)


def test_after_a_crawl_that_found_the_shop_broken_the_next_one_reads_everything(plain, tmp_path):
    _crawl_plain(tmp_path)
    before = dict(plain)
    plain |= {path: EMPTY for path in plain if path.startswith("/p/")}
    plain["/sitemap.xml"] = str(plain["/sitemap.xml"]).replace("2026-01-05", "2026-01-06")
    assert _crawl_plain(tmp_path).error_code == "VALIDATION_ERROR"
    assert _crawl_plain(tmp_path).error_code == "VALIDATION_ERROR"
    plain |= before
    assert (_crawl_plain(tmp_path).products_seen, len(_listed())) == (4, 4)


def test_other_sources_in_a_sellers_file_take_the_place_of_its_rows(plain, tmp_path):
    _crawl_plain(tmp_path)
    address = query("SELECT homepage_url FROM sellers WHERE slug = 'trial'")[0][0]
    write_seller(tmp_path, address, PLAIN, sources=("/p/Ann/",), ways="Listings")
    crawl_trial(tmp_path)
    assert [row.url for row in query("SELECT url FROM scraping_sources")] == [f"{address}p/Ann/"]


def test_pages_to_read_are_refused_where_there_are_none_to_count(tmp_path):
    write_seller(tmp_path, "http://127.0.0.1:1/", PLAIN, ways="Sitemap")
    answer = crawl_trial(tmp_path, "-a", "start_page=2")
    assert answer.returncode == 2
    assert "start_page, end_page: trial is found by sitemap, which has no pages; use max_pages" in answer.stderr


def test_pages_to_read_are_those_of_the_listings_also_of_a_shop_with_an_api(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE)
    crawl_trial(tmp_path, "-a", "start_page=2", "-a", "end_page=2")
    asked = _asked(shop)
    assert (asked["api"], asked["listing"], asked["product"]) == (0, 1, 16)


def test_a_product_page_of_the_demo_shop_is_one_of_woocommerce(shop, tmp_path):
    write_seller(tmp_path, shop.url, WOOCOMMERCE, ways="Sitemap")
    crawl_trial(tmp_path, "-a", "max_pages=5")
    assert latest_job().products_seen >= 3
