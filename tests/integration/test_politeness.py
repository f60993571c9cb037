"""How often a shop is asked: seen from the shop, in its own log of requests."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise

import pytest

from database.engine import transaction
from demo.process import Shop, running_shop
from tests.crawling import ROOT, SCRAPY, crawl, latest_job, query

pytestmark = pytest.mark.usefixtures("database")


def _gaps(shop: Shop) -> list[float]:
    """Seconds from each request to the next, whoever made them."""
    times = sorted(request["at"] for request in shop.requests())
    return [later - earlier for earlier, later in pairwise(times)]


def _paths(shop: Shop) -> list[str]:
    return [request["path"] for request in shop.requests()]


@contextmanager
def crawling(seller: str, *words: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """`scrapy crawl` of a seller, under way."""
    command = [*SCRAPY, "crawl", seller, "-s", "LOG_LEVEL=WARNING", *words]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _trial(*shops: Shop) -> dict[str, str]:
    return {"GOODSEED_EXTRA_HOSTS": "127.0.0.1", "DEMO_SHOP_URL": shops[0].url}


def test_a_seller_that_says_nothing_is_asked_every_two_to_five_seconds():
    with running_shop(products=40) as shop:
        answer = crawl("sonomaseeds", "-a", f"sources={shop.url}/shop/", environment=_trial(shop))
        gaps = _gaps(shop)
    assert answer.returncode == 0, answer.stderr
    assert len(gaps) == 3  # robots.txt and three pages
    assert min(gaps) >= 2.0
    assert max(gaps) < 8.0


def test_a_crawl_delay_in_robots_txt_is_kept_when_it_is_longer():
    with running_shop(products=40, crawl_delay=1) as shop:
        assert crawl("demo", environment=_trial(shop)).returncode == 0
        assert len(_gaps(shop)) == 3
        assert min(_gaps(shop)) >= 1.0


def test_retries_and_redirects_wait_for_their_turn_too():
    with running_shop(products=20, crawl_delay=0.5) as shop:
        shop.fault("/shop/", 500, times=2)
        shop.fault("/shop/page/2/", 302, headers={"Location": "/shop/page/2/?again"})
        crawl("demo", environment=_trial(shop))
        assert len(_paths(shop)) == 6
        assert min(_gaps(shop)) >= 0.5


def test_a_given_delay_makes_the_pause_longer():
    with running_shop(products=40) as shop:
        assert crawl("demo", "-s", "DOWNLOAD_DELAY=1", environment=_trial(shop)).returncode == 0
        assert min(_gaps(shop)) >= 1.0


def test_the_delay_holds_over_crawls_of_two_sellers_on_one_shop():
    with running_shop(products=40, crawl_delay=1) as shop, ExitStack() as crawls:
        words = ("-a", f"sources={shop.url}/shop/", "-s", "DOWNLOAD_DELAY=1")
        crawl("demo", "-a", "mode=test", environment=_trial(shop))  # from now on robots.txt is known
        shop.clear_requests()
        both = [
            crawls.enter_context(crawling(seller, *words, **_trial(shop))) for seller in ("sonomaseeds", "beaverseed")
        ]
        said = [process.communicate(timeout=120)[0] for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        assert sorted(_paths(shop)) == sorted(["/shop/", "/shop/page/2/", "/shop/page/3/"] * 2)
        assert min(_gaps(shop)) >= 1.0


def test_crawls_of_two_shops_do_not_wait_for_each_other():
    with running_shop(products=60) as one, running_shop(products=60) as other, ExitStack() as crawls:
        both = [
            crawls.enter_context(crawling(seller, "-a", f"sources={shop.url}/shop/", **_trial(shop)))
            for seller, shop in (("sonomaseeds", one), ("beaverseed", other))
        ]
        said = [process.communicate(timeout=120)[0] for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        for shop in (one, other):
            assert min(_gaps(shop)) >= 2.0
            assert max(_gaps(shop)) < 8.0
        asked = [[request["at"] for request in shop.requests()] for shop in (one, other)]
        assert max(map(min, asked)) < min(map(max, asked)), "they ran one after the other"


def test_a_crawl_that_waits_for_its_turn_ends_at_once_when_it_is_told_to():
    with running_shop(products=40, crawl_delay=300) as shop, crawling("demo", **_trial(shop)) as process:
        deadline = time.monotonic() + 60
        while not shop.requests() and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        assert _paths(shop) == ["/robots.txt"]
    assert latest_job().state == "cancelled"


def test_while_the_turns_cannot_be_shared_the_delay_holds_within_the_crawl():
    with running_shop(products=40, crawl_delay=1) as shop:
        with transaction() as connection:
            connection.exec_driver_sql("ALTER TABLE shop_turns RENAME TO not_there")
        answer = crawl("demo", environment=_trial(shop))
        assert answer.returncode == 0, answer.stderr
        assert "turns are not shared" in answer.stderr
        assert min(_gaps(shop)) >= 1.0


def test_robots_txt_is_asked_for_once_a_day():
    with running_shop(products=20) as shop:
        for _ in range(2):
            assert crawl("demo", environment=_trial(shop)).returncode == 0
        assert _paths(shop).count("/robots.txt") == 1
        query("UPDATE robots_files SET fetched_at = fetched_at - interval '25 hours' RETURNING 1")
        crawl("demo", environment=_trial(shop))
        assert _paths(shop).count("/robots.txt") == 2


def test_a_shop_whose_robots_txt_cannot_be_read_is_not_read():
    with running_shop(products=20) as shop:
        shop.fault("/robots.txt", 500, times=-1)
        answer = crawl("demo", environment=_trial(shop))
        assert answer.returncode == 1
        assert "NETWORK: 1 of 1 page could not be read (1 × 500)" in answer.stderr
        assert set(_paths(shop)) == {"/robots.txt"}


def test_an_older_robots_txt_does_while_the_shop_cannot_give_it():
    with running_shop(products=20) as shop:
        crawl("demo", environment=_trial(shop))
        query("UPDATE robots_files SET fetched_at = fetched_at - interval '3 days' RETURNING 1")
        shop.fault("/robots.txt", 503, times=-1)
        assert crawl("demo", environment=_trial(shop)).returncode == 0


def test_a_shop_without_robots_txt_forbids_nothing():
    with running_shop(products=20) as shop:
        shop.fault("/robots.txt", 404, times=-1)
        assert crawl("demo", environment=_trial(shop)).returncode == 0


def test_no_pause_is_only_for_a_shop_on_this_machine():
    answer = crawl("demo", environment={"DEMO_SHOP_URL": "https://shop.example/"})
    assert answer.returncode == 2
    assert "only a shop on this machine may be asked without a pause, not shop.example" in answer.stderr
    assert query("SELECT 1 FROM scrape_jobs") == []


def test_a_shop_that_needs_no_pause_takes_no_turns():
    with running_shop(products=20) as shop:
        assert crawl("demo", environment=_trial(shop)).returncode == 0
    assert query("SELECT 1 FROM shop_turns") == []
