"""The demo shop in the database: everything sold is stored, and nothing else happens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL

from demo.process import Shop, running_shop
from tests.crawling import crawl, latest_job, query
from tests.truth import sold, stored


@pytest.fixture
def shop(database: URL, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with running_shop() as shop:
        monkeypatch.setenv("DEMO_SHOP_URL", shop.url)
        yield shop


def test_everything_sold_is_stored_as_it_is_sold_and_the_broken_cards_are_the_rejects(shop: Shop):
    assert crawl("demo").returncode == 0
    assert stored() == sold(shop)
    job = latest_job()
    assert (job.state, job.pages_done, job.pages_total, job.errors) == ("completed", 16, 16, 0)
    assert (job.products_seen, job.created, job.rejected) == (240, 240, 2)
    reasons = [row.reason for row in query("SELECT reason FROM rejects ORDER BY reason")]
    assert reasons[0] == "no name"
    assert "has no size" in reasons[1]
    assert len(reasons) == 2


def test_a_second_crawl_of_an_unchanged_shop_writes_nothing(shop: Shop):
    crawl("demo")
    history = query("SELECT * FROM price_history ORDER BY 1, 2, 3")
    changed = query("SELECT max(changed_at) FROM products")
    assert crawl("demo").returncode == 0
    job = latest_job()
    assert (job.created, job.updated, job.unchanged, job.products_seen) == (0, 0, 240, 240)
    assert query("SELECT * FROM price_history ORDER BY 1, 2, 3") == history
    assert query("SELECT max(changed_at) FROM products") == changed
    assert query("SELECT min(last_seen_at) >= %(start)s FROM products", start=job.started_at)[0][0]


def test_the_next_day_changes_what_changed_and_delists_what_is_gone(shop: Shop):
    crawl("demo")
    day = shop.next_day()
    assert crawl("demo").returncode == 0
    assert stored() == sold(shop)
    job = latest_job()
    assert job.created == day["new"]
    assert len(query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL")) == day["gone"]
    told = "SELECT 1 FROM price_history JOIN products ON id = product_id WHERE job_id = %(job)s"
    moved = query(f"{told} AND delisted_at IS NULL AND first_seen_at < %(start)s", job=job.job_id, start=job.started_at)
    assert len(moved) == day["prices_changed"]
    gone = query("SELECT DISTINCT stock_status FROM products WHERE delisted_at IS NOT NULL")
    assert [row.stock_status for row in gone] == ["out_of_stock"]


def test_a_gone_product_that_comes_back_is_listed_again(shop: Shop):
    crawl("demo")
    with_all = stored()
    query_gone = "UPDATE products SET delisted_at = now(), content_hash = '' WHERE external_id = %(id)s RETURNING id"
    back = next(iter(shop.truth()["products"]))["external_id"]
    assert query(query_gone, id=back)
    assert crawl("demo").returncode == 0
    assert latest_job().updated == 1
    assert stored() == with_all


def test_a_crawl_with_fewer_pages_delists_nothing(shop: Shop):
    crawl("demo")
    assert crawl("demo", "-a", "max_pages=3").returncode == 0
    job = latest_job()
    assert (job.pages_done, job.pages_total, job.suspicious) == (3, 3, None)
    assert query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL") == []


def test_a_test_crawl_reads_two_pages(shop: Shop):
    assert crawl("demo", "-a", "mode=test").returncode == 0
    assert latest_job().pages_done == 2


def test_start_and_end_page_choose_pages(shop: Shop):
    assert crawl("demo", "-a", "start_page=5", "-a", "end_page=7").returncode == 0
    pages = [entry["path"] for entry in shop.requests() if entry["path"].startswith("/shop")]
    assert sorted(pages) == ["/shop/page/5/", "/shop/page/6/", "/shop/page/7/"]
    assert latest_job().pages_total == 3


def test_a_page_that_stays_away_is_counted_and_nothing_is_delisted(shop: Shop):
    crawl("demo")
    shop.next_day()
    shop.fault("/shop/page/4/", 500, times=-1)
    assert crawl("demo").returncode == 0
    job = latest_job()
    assert (job.state, job.pages_done, job.errors) == ("completed", 15, 1)
    assert query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL") == []


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/", "/shop/", "/shop/page/5/", "/"])
def test_a_page_that_leads_elsewhere_is_an_error_and_nothing_is_delisted(shop: Shop, target: str):
    crawl("demo")
    shop.next_day()
    shop.fault("/shop/page/4/", 302, times=-1, headers={"Location": target})
    assert crawl("demo").returncode == 0
    assert latest_job().errors > 0
    assert query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL") == []
    assert not any("169.254" in entry["path"] for entry in shop.requests())


def test_a_shop_that_shows_half_of_itself_is_suspicious_and_stays_as_it_was(shop: Shop):
    crawl("demo")
    with running_shop(products=100) as half:
        answer = crawl("demo", environment={"DEMO_SHOP_URL": half.url})
    assert answer.returncode == 0
    assert "suspicious: only 100 of 240 listed products were seen" in answer.stderr
    assert "only 100 of 240" in latest_job().suspicious
    assert query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL") == []


def test_a_run_says_in_one_line_what_came_of_it(shop: Shop):
    answer = crawl("demo")
    assert answer.stdout.startswith(
        "demo: 16 pages, 240 products (240 created, 0 updated, 0 unchanged), 2 rejected, 0 errors; job demo-"
    )
    assert (answer.stdout.count("\n"), answer.stderr) == (1, "")


def test_no_deprecated_way_of_scrapy_is_used(shop: Shop):
    answer = crawl("demo", environment={"PYTHONWARNINGS": "error::scrapy.exceptions.ScrapyDeprecationWarning"})
    assert answer.returncode == 0, answer.stderr
