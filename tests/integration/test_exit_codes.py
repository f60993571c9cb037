"""What a person who starts a crawl is told: an exit code, and one line when it was not 0."""

from __future__ import annotations

import re

import pytest

from demo.process import running_shop
from tests.crawling import crawl, crawl_pages, latest_job, listing, query, serving


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("vancouverseedbnk",), "unknown seller 'vancouverseedbnk'.*did you mean vancouverseedbank"),
        (("demo", "-a", "max_pages=all"), "max_pages: "),
        (("demo", "-a", "sources=https://elsewhere.example/"), "sources: .*not on the seller's hosts"),
        (("demo", "-a", "pages=3"), "pages: there is no such argument"),
        (("demo", "-s", "DOWNLOAD_DELAY=abc"), "DOWNLOAD_DELAY cannot be 'abc': a number of seconds"),
        (("demo", "-s", "CLOSESPIDER_TIMEOUT=soon"), "CLOSESPIDER_TIMEOUT cannot be 'soon'"),
    ],
)
def test_a_bad_argument_exits_2_and_stores_nothing(words: tuple[str, ...], said: str):
    answer = crawl(*words)
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert re.search(said, answer.stderr)
    assert query("SELECT 1 FROM scrape_jobs") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GOODSEED_LONGEST_RETRY_AFTER", "abc"),
        ("GOODSEED_BROWSER_PATIENCE", "nan"),
        ("GOODSEED_DATABASE_PATIENCE", "-1"),
    ],
)
def test_a_variable_that_is_no_number_of_seconds_exits_2_with_its_name(name: str, value: str):
    answer = crawl("demo", environment={name: value})
    assert (answer.returncode, answer.stderr) == (
        2,
        f"error: {name} cannot be {value!r}: a number of seconds is needed\n",
    )


def test_a_seller_whose_homepage_is_no_web_address_exits_2_with_that():
    answer = crawl("demo", environment={"DEMO_SHOP_URL": "foo"})
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert "seller 'demo' cannot be crawled: its homepage 'foo' is not an http(s) address" in answer.stderr


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("contact", "warnings"), [("", 1), ("https://goodseed.example/bot", 0)])
def test_a_crawl_of_a_shop_elsewhere_warns_once_that_it_cannot_reach_us(contact: str, warnings: int):
    nobody = {"GOODSEED_CONTACT": contact, "PROXY_URLS": "http://127.0.0.1:1"}  # nothing goes out
    answer = crawl("beaverseed", "-a", "max_pages=1", "-s", "RETRY_ENABLED=False", environment=nobody)
    assert answer.stderr.count("GOODSEED_CONTACT is not set") == warnings


@pytest.mark.usefixtures("database")
def test_a_crawl_of_a_shop_on_this_machine_needs_no_contact():
    with serving({"/shop/": listing()}) as address:
        answer = crawl_pages(f"{address}/shop/")
    assert "GOODSEED_CONTACT" not in answer.stderr


@pytest.mark.usefixtures("empty_database")
def test_a_database_without_tables_is_one_line():
    answer = crawl("demo")
    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
    assert "run `python -m database migrate`" in answer.stderr


def test_a_database_that_is_away_is_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    answer = crawl("demo")
    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
    assert "the database does not answer" in answer.stderr


@pytest.mark.usefixtures("database")
def test_a_shop_that_cannot_be_reached_fails_as_network():
    answer = crawl("demo", "-s", "RETRY_TIMES=0", environment={"DEMO_SHOP_URL": "http://127.0.0.1:1"})
    assert answer.returncode == 1
    assert "failed: NETWORK: 1 of 1 page could not be read" in answer.stderr
    assert (latest_job().state, latest_job().error_code) == ("failed", "NETWORK")


@pytest.mark.usefixtures("database")
def test_a_shop_that_refuses_us_fails_as_rate_limit():
    with running_shop(products=20) as shop:
        shop.fault("/shop/", 429, times=-1)
        answer = crawl("demo", "-s", "RETRY_TIMES=0", environment={"DEMO_SHOP_URL": shop.url})
    assert answer.returncode == 1
    assert latest_job().error_code == "RATE_LIMIT"


@pytest.mark.usefixtures("database")
def test_pages_without_products_fail_as_a_shop_that_has_changed():
    with serving({"/shop/": listing()}) as address:
        answer = crawl_pages(f"{address}/shop/")
    assert answer.returncode == 1
    assert "VALIDATION_ERROR: 1 page read and no product found" in answer.stderr


@pytest.mark.usefixtures("database")
def test_robots_txt_is_obeyed_and_named():
    with serving({"/robots.txt": "User-agent: *\nDisallow: /shop/", "/shop/": listing()}) as address:
        answer = crawl_pages(f"{address}/shop/")
    assert answer.returncode == 1
    assert "robots.txt forbids" in answer.stderr


@pytest.mark.usefixtures("database")
def test_a_seller_that_is_being_crawled_is_busy():
    with running_shop(products=20) as shop:
        environment = {"DEMO_SHOP_URL": shop.url}
        crawl("demo", environment=environment)
        query("UPDATE scrape_jobs SET state = 'active', node = 'elsewhere', heartbeat_at = now() RETURNING job_id")
        answer = crawl("demo", environment=environment)
    assert answer.returncode == 3
    assert "is being crawled by job demo-" in answer.stderr


@pytest.mark.usefixtures("database")
def test_a_paused_seller_is_not_crawled():
    with running_shop(products=20) as shop:
        environment = {"DEMO_SHOP_URL": shop.url}
        crawl("demo", environment=environment)
        query("UPDATE sellers SET is_paused = true RETURNING slug")
        answer = crawl("demo", environment=environment)
    assert answer.returncode == 2
    assert "demo is paused" in answer.stderr
