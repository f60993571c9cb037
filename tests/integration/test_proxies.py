"""Crawls through proxies: in turn, around those that do not answer, and never without one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from demo.process import Shop, running_shop
from tests.crawling import crawl, latest_job, query
from tests.proxying import proxying

LOGIN = "seeds:s3cr%40t"  # as it stands in an address; the password is s3cr@t
DEAD = "127.0.0.1:1"


@pytest.fixture
def shop(database: object) -> Iterator[Shop]:
    with running_shop(products=60) as shop:
        yield shop


def _crawl(shop: Shop, proxies: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"DEMO_SHOP_URL": shop.url, "PROXY_URLS": proxies}
    return crawl("demo", "-s", "LOG_LEVEL=DEBUG", *words, environment=environment)


def _assert_untold(answer: subprocess.CompletedProcess[str]) -> None:
    """The password is in no log, no job and no attempt."""
    told = answer.stdout + answer.stderr + str(query("SELECT * FROM scrape_jobs, scrape_attempts"))
    for secret in ("s3cr", "c2VlZHM6czNjckB0", "seeds:"):
        assert secret not in told


def test_requests_take_the_proxies_in_turn_and_log_in(shop: Shop):
    with proxying("seeds:s3cr@t") as one, proxying("seeds:s3cr@t") as other:
        answer = _crawl(shop, f"http://{LOGIN}@{one.place}, http://{LOGIN}@{other.place}")
    assert answer.returncode == 0, answer.stderr
    assert len(one.asked) + len(other.asked) == len(shop.requests()) == 5
    assert abs(len(one.asked) - len(other.asked)) <= 1
    _assert_untold(answer)


def test_a_dead_proxy_is_rested_and_the_others_carry_on(shop: Shop):
    with proxying() as alive:
        answer = _crawl(shop, f"http://{LOGIN}@{DEAD} {alive.place}")
    assert answer.returncode == 0, answer.stderr
    assert len(alive.asked) == 5
    assert answer.stderr.count(f"The proxy {DEAD} rests for some minutes") == 1
    _assert_untold(answer)


def test_when_no_proxy_answers_the_shop_is_not_asked_directly(shop: Shop):
    answer = _crawl(shop, f"http://{LOGIN}@{DEAD}")
    assert answer.returncode == 1
    assert shop.requests() == []
    assert latest_job().error_code == "NETWORK"
    assert latest_job().error_message == "1 of 1 page could not be read (1 × proxy)"
    _assert_untold(answer)


def test_a_proxy_that_wants_another_login_is_a_network_failure(shop: Shop):
    with proxying("seeds:other") as proxy:
        answer = _crawl(shop, f"http://{LOGIN}@{proxy.place}")
    assert shop.requests() == []
    assert latest_job().error_code == "NETWORK"
    assert "wants another login" in answer.stderr
    _assert_untold(answer)


def test_a_proxy_that_opens_no_tunnel_is_a_network_failure(shop: Shop):
    with proxying() as proxy:
        secure = shop.url.replace("http:", "https:")
        answer = _crawl(shop, f"http://{LOGIN}@{proxy.place}", "-a", f"sources={secure}/shop/")
    assert latest_job().error_code == "NETWORK"
    assert proxy.asked and set(proxy.asked) == {secure.removeprefix("https://")}
    _assert_untold(answer)


@pytest.mark.parametrize(
    ("proxies", "said"),
    [
        (f"socks5://{LOGIN}@10.0.0.1:1080", "PROXY_URLS: entry 1 is of the kind 'socks5'"),
        (f"10.0.0.1:3128 http://{LOGIN}@10.0.0.1:port", "PROXY_URLS: entry 2 is no address"),
        (f"http://{LOGIN}@", "PROXY_URLS: entry 1 has no host"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_said_at_the_start(shop: Shop, proxies: str, said: str):
    answer = _crawl(shop, proxies)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert query("SELECT 1 FROM scrape_jobs") == []
    _assert_untold(answer)
