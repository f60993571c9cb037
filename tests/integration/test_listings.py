"""Listings are read to their end, however the shop counts its pages."""

from __future__ import annotations

import pytest

from tests.crawling import card, crawl_pages, latest_job, listing, query, serving

pytestmark = pytest.mark.usefixtures("database")


def _names() -> list[str]:
    return [row.name for row in query("SELECT name FROM products WHERE delisted_at IS NULL ORDER BY name")]


def test_a_product_that_two_categories_list_is_one_row():
    pages = {"/a/": listing(card("One"), card("Both")), "/b/": listing(card("Both"), card("Two"))}
    with serving(pages) as address:
        assert crawl_pages(f"{address}/a/,{address}/b/").returncode == 0
    job = latest_job()
    assert _names() == ["Both", "One", "Two"]
    assert (job.products_seen, job.created, job.updated) == (3, 3, 0)


def test_of_two_sightings_that_differ_always_the_same_is_believed_so_that_nothing_flips_between_crawls():
    pages = {"/a/": listing(card("Both", packs={5: "50"})), "/b/": listing(card("Both", packs={5: "45"}))}
    with serving(pages) as address:
        crawl_pages(f"{address}/a/,{address}/b/")
        crawl_pages(f"{address}/a/,{address}/b/")
    assert (latest_job().updated, len(query("SELECT 1 FROM price_history"))) == (0, 1)


def test_a_listing_that_never_tells_its_last_page_is_read_until_nothing_new_comes():
    pages = {
        "/shop/": listing(card("A"), last=None),
        "/shop/page/2/": listing(card("B"), last=None),
        "/shop/page/3/": listing(card("B"), last=None),
        "/shop/page/4/": listing(card("never"), last=None),
    }
    with serving(pages) as address:
        assert crawl_pages(f"{address}/shop/").returncode == 0
    assert _names() == ["A", "B"]
    assert latest_job().errors == 0


def test_reading_on_ends_without_an_error_where_the_shop_has_no_more_pages():
    pages = {"/shop/": listing(card("A"), last=None), "/shop/page/2/": listing(card("B"), last=None)}
    with serving(pages) as address:
        assert crawl_pages(f"{address}/shop/").returncode == 0
    assert (_names(), latest_job().errors) == (["A", "B"], 0)


def test_a_shop_that_grows_while_it_is_read_is_read_to_its_new_end():
    pages = {f"/shop/page/{number}/": listing(card(f"P{number}"), last=3) for number in (2, 3)}
    pages |= {"/shop/": listing(card("P1"), last=2)}
    with serving(pages) as address:
        crawl_pages(f"{address}/shop/")
    assert _names() == ["P1", "P2", "P3"]


def test_a_source_may_have_a_last_page_of_its_own():
    pages = {"/shop/": listing(card("P1"), last=9), "/shop/page/2/": listing(card("P2"), last=9)}
    with serving(pages) as address:
        crawl_pages(f'[{{"url": "{address}/shop/", "max_page": 2}}]')
    job = latest_job()
    assert (job.pages_done, job.pages_total, job.errors) == (2, 2, 0)


def _crawl_twice(second: str) -> None:
    """A shop of three pages and 30 products, then once more with another second page."""
    pages = {
        f"/shop/{f'page/{page}/' if page > 1 else ''}": listing(*(card(f"P{page}-{n}") for n in range(10)), last=3)
        for page in (1, 2, 3)
    }
    with serving(pages) as address:
        query_sources = f"{address}/shop/"
        assert crawl_pages(query_sources).returncode == 0
        pages["/shop/page/2/"] = second
        assert crawl_pages(query_sources).returncode == 0


@pytest.mark.parametrize("second", ["", "<html><body>Just a moment… Checking your browser</body></html>"])
def test_a_page_that_shows_nothing_is_an_error(second: str):
    _crawl_twice(second)
    assert (latest_job().errors, len(_names())) == (1, 30)


def test_of_a_page_that_is_cut_off_the_last_card_is_rejected_and_its_stored_packs_stay():
    whole = listing(*(card(f"P2-{n}", packs={5: "50", 10: "90"}) for n in range(10)), last=3)
    _crawl_twice(whole[: whole.index("P2-7") + 200])
    job = latest_job()
    assert (job.errors, job.updated, job.rejected, len(_names())) == (1, 7, 1, 30)
    assert query("SELECT reason FROM rejects")[0].reason == "its page is cut off, and may end within it"


def test_a_listing_that_says_that_it_is_empty_is_no_error():
    pages = {"/a/": listing(card("A"), last=1), "/b/": listing("<p class='woocommerce-info'>Nothing found</p>")}
    with serving(pages) as address:
        crawl_pages(f"{address}/a/,{address}/b/")
    assert latest_job().errors == 0


def test_text_in_another_encoding_than_the_page_says_is_read_as_what_it_is():
    page = listing(card("Devil’s Crème", extra='<div class="thc-lvl">THC 20% – 25%</div>')).encode("cp1252")
    with serving({"/shop/": page}) as address:
        crawl_pages(f"{address}/shop/")
    assert [tuple(row) for row in query("SELECT name, thc_min, thc_max FROM products")] == [("Devil’s Crème", 20, 25)]
