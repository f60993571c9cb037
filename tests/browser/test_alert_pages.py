"""The pages behind the links of mails, in a real browser that knows no password and reaches them by plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright
from sqlalchemy.engine import URL

from database.engine import transaction
from emails.alert_request import read_alert_request
from emails.alerts import request_alert
from emails.settings import email_settings
from emails.signing import Purpose, load_signer
from goodseed_spiders.browser.chromium import find_chromium
from jobserver.process import JobServer
from tests.crawling import query
from tests.selling import add_seller, crawl_once, product
from tests.serving import serving_jobs

HOST = "jobs.example"  # browsers tell less of themselves to a host that is not this machine


@pytest.fixture
def guarded(database: URL, tmp_path: Path) -> Iterator[JobServer]:
    secrets = {"SCRAPYD_USERNAME": "web", "SCRAPYD_PASSWORD": "sesame"}
    with serving_jobs(tmp_path, GOODSEED_POLL_INTERVAL="60", **secrets) as served:
        yield served


@pytest.fixture
def page() -> Iterator[Page]:
    flags = ["--no-sandbox", f"--host-resolver-rules=MAP {HOST} 127.0.0.1", "--no-proxy-server"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield browser.new_page(viewport={"width": 360, "height": 640})
        browser.close()


def _link(server: JobServer, purpose: Purpose) -> str:
    with transaction() as connection:
        alert = request_alert(
            connection, read_alert_request({"email": "ann@example.org", "strain": "Strain 0"}), "here"
        )
        token = load_signer(connection, email_settings()).sign(purpose, alert.id)
    return f"http://{HOST}:{server.port}/alerts/{purpose}?token={token}"


def test_a_reader_presses_the_buttons_and_sees_what_came_of_it(guarded: JobServer, page: Page):
    add_seller()
    crawl_once(product("60.00"))
    refused: list[str] = []
    page.on("response", lambda response: refused.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: refused.append(message.text))
    confirming, stopping = _link(guarded, Purpose.CONFIRM), _link(guarded, Purpose.UNSUBSCRIBE)

    page.goto(confirming)
    page.get_by_role("button", name="Yes, tell me").click()
    page.get_by_text("Done: we write to you").wait_for()
    page.goto(stopping)
    assert page.evaluate("getComputedStyle(document.querySelector('button')).color") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Stop it").click()
    page.get_by_text("Done: you get no more mails").wait_for()

    (alert,) = query("SELECT confirmed_at, unsubscribed_at FROM alerts")
    assert alert.confirmed_at and alert.unsubscribed_at
    assert refused == []
