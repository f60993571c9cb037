"""Shops that refuse us, keep us waiting or cannot be reached: the crawl ends early, and its job says why."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from demo.process import Shop, running_shop
from tests.crawling import ROOT, SCRAPY, card, crawl, crawl_pages, latest_job, listing, serving

pytestmark = pytest.mark.usefixtures("database")


def _crawl(shop: Shop, *words: str) -> str:
    """What a crawl of the demo shop says on standard error."""
    return crawl("demo", *words, environment={"DEMO_SHOP_URL": shop.url}).stderr


def _pages_asked(shop: Shop) -> int:
    return sum(request["path"].startswith("/shop") for request in shop.requests())


@pytest.mark.parametrize(("status", "headers"), [(429, {}), (403, {}), (503, {}), (403, {"cf-mitigated": "challenge"})])
def test_a_storm_of_refusals_ends_the_crawl_instead_of_asking_on(status: int, headers: dict[str, str]):
    with running_shop(products=1500) as shop:
        _crawl(shop, "-a", "mode=test")  # robots.txt is known
        shop.fault("*", status, times=-1, headers=headers)
        shop.fault("/shop/", None)  # the first page comes
        shop.clear_requests()
        said = _crawl(shop)
        assert _pages_asked(shop) < 40
    job = latest_job()
    assert (job.state, job.error_code) == ("failed", "RATE_LIMIT"), said
    kind = "captcha" if headers else str(status)
    assert f"× {kind})" in job.error_message and "requests refused" in job.error_message
    assert f"RATE_LIMIT: {job.error_message}" in said


def test_refusals_now_and_then_are_retried_and_end_nothing():
    with running_shop(products=240) as shop:
        for page in (3, 6, 9):
            shop.fault(f"/shop/page/{page}/", 429)
        assert not _crawl(shop).startswith("error")
    assert (latest_job().state, latest_job().pages_done, latest_job().errors) == ("completed", 16, 0)


def test_a_shop_that_asks_for_a_short_pause_gets_it():
    with running_shop(products=20) as shop:
        shop.fault("/shop/", 429, headers={"Retry-After": "2"})
        _crawl(shop)
        first, second = [request["at"] for request in shop.requests() if request["path"] == "/shop/"]
    assert second - first >= 2
    assert latest_job().state == "completed"


@pytest.mark.parametrize("status", [429, 503])
def test_a_shop_that_asks_for_a_long_pause_ends_the_crawl_and_is_left_alone_by_the_next(status: int):
    with running_shop(products=240) as shop:
        shop.fault("/shop/page/2/", status, times=-1, headers={"Retry-After": "7200"})
        _crawl(shop, "-s", "DOWNLOAD_DELAY=0.1")
        assert _pages_asked(shop) == 2
        job = latest_job()
        assert job.error_code == "RATE_LIMIT"
        assert job.error_message == (
            f"1 of 3 requests refused (1 × {status}), 1 page read, the shop asks for a pause of 7200 s"
        )
        shop.clear_requests()
        _crawl(shop, "-s", "DOWNLOAD_DELAY=0.1")
        assert shop.requests() == []
        assert latest_job().error_code == "RATE_LIMIT"
        assert "0 pages read, the shop asks for a pause of 7" in latest_job().error_message


def test_a_captcha_with_status_200_is_a_refusal_and_no_changed_shop():
    wall = "<html><title>Shop</title><p>Please verify you are human</p><div class='h-captcha'></div></html>"
    with serving({"/shop/": wall}) as address:
        answer = crawl_pages(f"{address}/shop/")
    assert "RATE_LIMIT: 1 of 1 page refused (1 × captcha)" in answer.stderr


def test_a_page_with_products_and_a_captcha_in_a_form_is_read():
    form = "<form><p>Are you human?</p><div class='g-recaptcha'></div><script src='recaptcha/api.js'></script></form>"
    with serving({"/shop/": listing(card("Blue Dream"), form)}) as address:
        assert crawl_pages(f"{address}/shop/").returncode == 0
    assert latest_job().products_seen == 1


def test_a_shop_without_a_secure_connection_is_a_network_failure():
    with serving({}) as address:
        answer = crawl_pages(f"{address.replace('http:', 'https:')}/shop/")
    assert "NETWORK: 1 of 1 page could not be read (1 × tls)" in answer.stderr


def test_a_shop_that_does_not_answer_in_time_is_a_network_failure():
    with running_shop(products=20) as shop:
        shop.fault("/shop/", delay=30, times=-1)
        said = _crawl(shop, "-s", "DOWNLOAD_TIMEOUT=1", "-s", "RETRY_TIMES=0")
    assert "NETWORK: 1 of 1 page could not be read (1 × timeout)" in said


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_redirect_to_another_host_or_to_another_port_of_the_same_leads_away_from_the_shop(host: str):
    with running_shop(products=20) as shop, serving({"/": "inside"}) as elsewhere:
        _crawl(shop)  # robots.txt is known
        shop.fault("/shop/", 302, times=-1, headers={"Location": elsewhere.replace("127.0.0.1", host)})
        _crawl(shop)
    assert latest_job().error_code == "VALIDATION_ERROR"
    assert latest_job().error_message == "the pages lead away from the shop (1 × offsite)"


def test_a_redirect_after_a_retry_may_not_lead_away_either():
    with running_shop(products=20) as shop, serving({"/": "inside"}) as elsewhere:
        _crawl(shop)  # robots.txt is known
        shop.fault("/shop/", 500)
        shop.fault("*", 302, times=-1, headers={"Location": elsewhere.replace("127.0.0.1", "localhost")})
        _crawl(shop)
    assert latest_job().error_code == "VALIDATION_ERROR"
    assert latest_job().error_message == "the pages lead away from the shop (1 × offsite)"


@pytest.mark.parametrize(
    ("host", "told"), [("2130706433", "private address"), ("169.254.169.254", "private address"), ("127.1", "private")]
)
def test_a_shop_whose_name_stands_for_a_private_address_is_not_asked(tmp_path: Path, host: str, told: str):
    """Both names are written so that only resolving them tells what they stand for."""
    with running_shop(products=20) as shop:
        spider = tmp_path / "inside.py"
        spider.write_text(
            "from goodseed_spiders.platforms.seed_card import SeedCardSpider\n"
            "class Inside(SeedCardSpider):\n"
            "    name, seller_name, currency, sources = 'inside', 'Inside', 'USD', ('/shop/',)\n"
            f"    homepage = 'http://{host}:{shop.url.rpartition(':')[2]}/'\n"
        )
        command = [*SCRAPY, "runspider", str(spider), "-s", "LOG_LEVEL=WARNING"]
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert f"could not be read: {told}" in answer.stderr
        assert shop.requests() == []
