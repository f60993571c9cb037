"""Whatever is stopped or killed while a crawl runs: nothing is half-written, and the next crawl mends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from database import embedded
from database.schema import require_schema
from demo.process import Shop, running_shop
from tests.crawling import ROOT, SCRAPY, crawl, latest_job, query


@pytest.fixture
def shop(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop, and a database of its own at an address, so that no crawl starts it again."""
    require_schema()
    monkeypatch.setenv("DATABASE_URL", embedded.url().render_as_string())
    with running_shop(products=800) as shop:
        monkeypatch.setenv("DEMO_SHOP_URL", shop.url)
        yield shop
    embedded.start()


@contextmanager
def _crawling() -> Iterator[subprocess.Popen[str]]:
    """A crawl that takes some seconds and has read a few pages."""
    slow = ("-s", "LOG_LEVEL=WARNING", "-s", "DOWNLOAD_DELAY=0.1", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    process = subprocess.Popen([*SCRAPY, "crawl", "demo", *slow], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        _wait(lambda: bool(query("SELECT 1 FROM products LIMIT 1")))
        yield process
    finally:
        process.kill()
        process.wait()


def _wait(condition: Callable[[], bool], seconds: float = 30) -> None:
    give_up_at = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up_at
        time.sleep(0.1)


def _addresses(shop: Shop) -> set[str]:
    return {product["url"] for product in shop.truth()["products"]}


def _stored() -> list[str]:
    return [row.url for row in query("SELECT url FROM products WHERE delisted_at IS NULL")]


def test_a_database_that_goes_away_for_a_while_is_waited_for_and_nothing_is_missing(shop: Shop):
    with _crawling() as process:
        embedded.stop()
        time.sleep(4)
        assert process.poll() is None
        embedded.start()
        _, said = process.communicate(timeout=90)
    assert process.returncode == 0, said
    assert "The database does not answer" in said
    assert sorted(_stored()) == sorted(_addresses(shop))
    job = latest_job()
    assert (job.state, job.products_seen, job.created) == ("completed", 800, 800)


def test_a_database_that_stays_away_fails_the_crawl_and_leaves_nothing_half_written(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GOODSEED_DATABASE_PATIENCE", "2")
    with _crawling() as process:
        embedded.stop()
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Storing ends" in said
    embedded.start()
    assert 0 < len(_stored()) < 800
    assert query("SELECT 1 FROM products WHERE NOT EXISTS (SELECT 1 FROM packs WHERE product_id = id)") == []
    assert query("SELECT created = (SELECT count(*) FROM products) AS told FROM scrape_jobs")[0].told


def test_a_killed_crawl_is_failed_by_the_next_which_stores_the_rest(shop: Shop):
    with _crawling() as process:
        process.kill()
    assert latest_job().state == "active"
    assert crawl("demo").returncode == 0
    first, second = query("SELECT state, error_code, products_seen FROM scrape_jobs ORDER BY created_at")
    assert (first.state, first.error_code) == ("failed", "CRASH")
    assert (second.state, second.products_seen) == ("completed", 800)
    assert sorted(_stored()) == sorted(_addresses(shop))


def test_prices_that_waited_when_a_crawl_was_killed_are_not_published_and_the_next_crawl_settles_them(shop: Shop):
    packs = "SELECT * FROM packs ORDER BY product_id, seeds, variant, currency"
    assert crawl("demo").returncode == 0
    sold = query(packs)
    query("UPDATE packs SET price = round(price * 0.7, 2) WHERE product_id %% 10 = 0 RETURNING 1")
    query("UPDATE products SET content_hash = '' WHERE id %% 10 = 0 RETURNING 1")
    query("DELETE FROM pages RETURNING 1")
    before = query(packs)
    with _crawling() as process:
        _wait(lambda: bool(query("SELECT 1 FROM held")))
        process.kill()
    assert {row.state for row in query("SELECT state FROM held")} == {"waiting"}
    assert query(packs) == before
    assert crawl("demo").returncode == 0
    assert (query("SELECT * FROM held"), query(packs)) == ([], sold)
    job = latest_job()
    assert (job.products_seen, job.held, job.updated + job.unchanged) == (800, 0, 800)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_crawl_stores_what_it_has_read_and_says_that_it_was_cancelled(shop: Shop, sent: signal.Signals):
    with _crawling() as process:
        process.send_signal(sent)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "cancelled: CANCELLED" in said
    job = latest_job()
    assert job.state == "cancelled"
    assert job.products_seen == len(_stored()) == 16 * job.pages_done - job.rejected


def test_a_crawl_whose_job_was_ended_by_somebody_stops_and_writes_no_more(shop: Shop):
    with _crawling() as process:
        query("UPDATE scrape_jobs SET state = 'failed', finished_at = now() RETURNING 1")
        stored = len(_stored())
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "is not the current one any more" in said
    assert len(_stored()) == stored
    assert latest_job().state == "failed"


def test_a_crawl_that_somebody_wants_cancelled_ends_as_cancelled(shop: Shop):
    with _crawling() as process:
        query("UPDATE scrape_jobs SET cancel_requested = true RETURNING 1")
        process.communicate(timeout=30)
    assert latest_job().state == "cancelled"


@pytest.mark.usefixtures("shop")
def test_a_large_shop_takes_little_more_memory_than_a_small_one():
    def peak(products: int) -> int:
        with running_shop(products=products) as large:
            environment = os.environ | {"DEMO_SHOP_URL": large.url}
            process = subprocess.Popen([sys.executable, "-m", "scrapy", "crawl", "demo", "--nolog"], env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
            assert status == 0
            return usage.ru_maxrss // 1024

    assert peak(16_000) - peak(1_000) < 40
