"""The browser keeps the manners of every other crawl: its pages wait their turn, and go through proxies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from demo.process import Shop, running_shop
from tests.browser.corner import crawl_corner
from tests.crawling import latest_job
from tests.proxying import proxying
from tests.truth import sold, stored


@pytest.fixture
def shop(database: URL, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with running_shop(products=40) as shop:
        monkeypatch.setenv("DEMO_SHOP_URL", shop.url)
        yield shop


def _pages(shop: Shop) -> list[float]:
    """When each page was asked for; what a page itself fetches belongs to its turn."""
    return [request["at"] for request in shop.requests() if "/cards/" not in str(request["path"])]


def test_pages_in_the_browser_wait_their_turn(shop: Shop):
    assert crawl_corner("-s", "DOWNLOAD_DELAY=3").returncode == 0
    times = _pages(shop)
    assert len(times) == 4  # robots.txt and three pages
    assert all(later - sooner >= 3 for sooner, later in pairwise(times))


def test_what_robots_txt_forbids_is_not_opened_in_the_browser_either(shop: Shop, tmp_path: Path):
    shop.fault("/robots.txt", 503, times=-1)
    done = crawl_corner("-s", "RETRY_ENABLED=False")
    assert done.returncode == 1
    assert {request["path"] for request in shop.requests()} == {"/robots.txt"}


def test_the_browser_goes_through_a_proxy_and_logs_in_there(shop: Shop):
    with proxying("seeds:s3cr@t") as proxy:
        done = crawl_corner("-s", "LOG_LEVEL=DEBUG", environment={"PROXY_URLS": f"http://seeds:s3cr%40t@{proxy.place}"})
    assert done.returncode == 0, done.stderr
    assert stored() == sold(shop)
    asked = {address.removeprefix(shop.url) for address in proxy.asked}
    assert {request["path"] for request in shop.requests()} <= asked
    for secret in ("s3cr", "c2VlZHM6czNjckB0"):
        assert secret not in done.stdout + done.stderr


def test_a_dead_proxy_is_left_for_the_next(shop: Shop):
    with proxying() as proxy:
        done = crawl_corner(environment={"PROXY_URLS": f"http://{proxy.place} http://127.0.0.1:1"})
    assert done.returncode == 0, done.stderr
    assert stored() == sold(shop)


def test_without_a_proxy_that_answers_the_shop_is_not_asked_directly(shop: Shop):
    done = crawl_corner(environment={"PROXY_URLS": "http://127.0.0.1:1"})
    assert done.returncode == 1
    assert shop.requests() == []
    assert latest_job().error_code == "NETWORK"
