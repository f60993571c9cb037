"""A listing that only a browser can read is stored like any other, and the browser loads no more than it must."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy.engine import URL

from database.scratch import scratch_database
from demo.process import Shop, running_shop
from tests.browser.corner import crawl_corner, crawl_with_statistics
from tests.crawling import crawl, latest_job, query
from tests.truth import sold, stored


class Crawled(NamedTuple):
    """A crawl of the whole corner, and what is left of it."""

    done: subprocess.CompletedProcess[str]
    counted: dict[str, Any]
    requests: list[dict[str, Any]]
    sold: dict[str, Any]
    stored: dict[str, Any]
    job: Any


@pytest.fixture(scope="module")
def crawled(server: URL, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with scratch_database(server, template), running_shop(products=60) as shop, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_SHOP_URL", shop.url)
        done, counted = crawl_with_statistics(tmp_path_factory.mktemp("crawled") / "crawl.log")
        yield Crawled(done, counted, shop.requests(), sold(shop), stored(), latest_job())


@pytest.fixture
def shop(database: URL, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with running_shop(products=60) as shop:
        monkeypatch.setenv("DEMO_SHOP_URL", shop.url)
        yield shop


def test_everything_that_scripts_draw_is_stored_as_it_is_sold(crawled: Crawled):
    assert (crawled.done.returncode, crawled.done.stderr) == (0, "")
    assert len(crawled.sold) == 60
    assert crawled.stored == crawled.sold
    job = crawled.job
    assert (job.state, job.pages_done, job.pages_total, job.errors) == ("completed", 4, 4, 0)
    assert (job.products_seen, job.rejected) == (60, 2)


def test_pictures_fonts_films_and_trackers_are_not_loaded(crawled: Crawled):
    assert Counter(request["path"] for request in crawled.requests) == Counter(
        ["/robots.txt", "/app/", *(f"/app/page/{page}/" for page in (2, 3, 4))]
        + [f"/app/cards/{page}.json" for page in (1, 2, 3, 4)]
    )
    assert crawled.counted["playwright/request_count/aborted"] >= 4 * 3  # a font, a film and a tracker


def test_the_browser_has_the_crawlers_own_name_and_asks_robots_txt_first(crawled: Crawled):
    names = {request["user_agent"] for request in crawled.requests}
    assert len(names) == 1
    assert str(names.pop()).startswith("GoodSeedBot/")
    assert crawled.requests[0]["path"] == "/robots.txt"


def test_one_browser_and_one_context_serve_the_crawl_and_no_page_is_left_open(crawled: Crawled):
    counted = crawled.counted
    assert counted["playwright/browser_count"] == counted["playwright/context_count"] == 1
    assert counted["playwright/page_count"] == counted["playwright/page_count/closed"] == 4
    assert counted["playwright/page_count/max_concurrent"] <= 2
    assert counted["browser/pages_left_open"] == 0


def test_without_the_browser_the_same_pages_hold_no_product(shop: Shop):
    done = crawl("demo", "-a", "sources=/app/")
    assert done.returncode == 1
    assert "VALIDATION_ERROR: 1 page read and no product found" in done.stderr


def test_pages_are_never_asked_for_conditionally_because_their_age_is_not_that_of_their_products(shop: Shop):
    crawl_corner()
    shop.next_day()
    shop.clear_requests()
    assert crawl_corner().returncode == 0
    assert {request["if_none_match"] for request in shop.requests() if "/cards/" not in str(request["path"])} == {None}
    assert {url: product for url, product in stored().items() if url in sold(shop)} == sold(shop)
    assert query("SELECT url FROM pages") == []


def test_a_crawl_that_needs_no_browser_starts_none(shop: Shop, tmp_path: Path):
    log = tmp_path / "crawl.log"
    assert crawl("demo", "-s", "LOG_LEVEL=INFO", "-s", f"LOG_FILE={log}").returncode == 0
    assert "playwright" not in log.read_text(encoding="utf-8")


def test_an_operator_can_say_of_a_sellers_source_that_it_needs_a_browser(shop: Shop):
    crawl("demo", "-a", "mode=test")
    query(
        "UPDATE scraping_sources SET url = %(url)s, browser = true WHERE seller = 'demo' RETURNING 1",
        url=f"{shop.url}/app/",
    )
    assert crawl("demo").returncode == 0
    assert stored() == sold(shop)
