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


def test_of_two_sightings_the_first_page_is_believed_so_that_nothing_flips_between_crawls():
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
