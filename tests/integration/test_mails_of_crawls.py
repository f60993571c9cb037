"""The whole way: crawls of the demo shop, a price that falls overnight, a mail in a reader's mailbox, and its end."""

from __future__ import annotations

import re

import pytest

from database.engine import transaction
from demo.process import running_shop
from emails import alerts
from emails.alert_request import read_alert_request
from emails.sending import send_due
from emails.settings import email_settings
from emails.signing import load_signer
from tests.crawling import crawl, query
from tests.mailing import Mailbox, smtp_server

WITH_TOKEN = re.compile(r"/alerts/(\w+)\?token=([\w.-]+)")


@pytest.mark.usefixtures("database")
def test_a_reader_asks_confirms_is_told_and_stops(monkeypatch: pytest.MonkeyPatch):
    mailbox = Mailbox()
    with smtp_server(mailbox) as url, running_shop(products=60) as shop:
        monkeypatch.setenv("SMTP_URL", url)
        monkeypatch.setenv("OPERATOR_EMAILS", "ops@example.org")
        environment = {"DEMO_SHOP_URL": shop.url}
        assert crawl("demo", environment=environment).returncode == 0
        _ask_for_everything()
        send_due(email_settings())
        for message in mailbox.messages:
            body = message.get_body(["plain"])
            assert body is not None
            if found := WITH_TOKEN.search(body.get_content()):
                _follow(*found.groups())
        for _ in range(3):
            shop.next_day()
            assert crawl("demo", environment=environment).returncode == 0
        mailbox.messages.clear()
        send_due(email_settings())

    told = [message for message in mailbox.messages if message["To"] == "reader@example.org"]
    assert {message["X-GoodSeed-Type"] for message in told} <= {"PRICE_DROP", "BACK_IN_STOCK"}
    assert "PRICE_DROP" in {message["X-GoodSeed-Type"] for message in told}
    kinds = {str(m["X-GoodSeed-Type"]) for m in mailbox.messages if m["To"] == "ops@example.org"}
    assert kinds <= {"SCRAPE_COMPLETED", "SCRAPE_SUSPICIOUS"} and kinds
    found = WITH_TOKEN.search(str(told[0]["List-Unsubscribe"]))
    assert found is not None
    _follow(*found.groups())
    assert query("SELECT count(*) AS n FROM alerts WHERE unsubscribed_at IS NOT NULL")[0].n == 1


def _ask_for_everything() -> None:
    """An alert on each product, as the web app would ask for it."""
    for row in query("SELECT id FROM products ORDER BY id"):
        with transaction() as connection:
            query("DELETE FROM request_counts RETURNING asker")
            body = {"email": "reader@example.org", "productId": row.id}
            alerts.request_alert(connection, read_alert_request(body), f"client {row.id}")


def _follow(what: str, token: str) -> None:
    """What the job server does when somebody opens a link of a mail."""
    with transaction() as connection:
        signer = load_signer(connection, email_settings())
        {"confirm": alerts.confirm, "unsubscribe": alerts.unsubscribe}[what](connection, signer, token)
