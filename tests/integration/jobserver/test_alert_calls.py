"""Alerts by way of the job server: asked for by the web app, confirmed and stopped by the links of mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from database.engine import transaction
from database.scratch import scratch_database
from emails.sending import send_due
from emails.settings import email_settings
from emails.signing import Purpose, Signer, load_signer
from jobserver.process import JobServer, Reply
from tests.crawling import query
from tests.mailing import Mailbox, smtp_server
from tests.selling import add_seller, crawl_once, product
from tests.serving import login, serving_jobs

SECRETS = {"SCRAPYD_USERNAME": "web", "SCRAPYD_PASSWORD": "sesame"}
WEB_APP = login("web", "sesame")
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
FROM_ELSEWHERE = [
    {},
    {"Origin": "null"},
    {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"},
    {"Authorization": "Basic d3Jvbmc6d3Jvbmc="},
]


@pytest.fixture(scope="module")
def guarded(server: URL, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JobServer]:
    """A job server with a password, which starts nothing, and a seller of one product."""
    with (
        scratch_database(server, template),
        serving_jobs(tmp_path_factory.mktemp("guarded"), GOODSEED_POLL_INTERVAL="60", **SECRETS) as served,
    ):
        add_seller()
        yield served


@pytest.fixture(autouse=True)
def product_id(guarded: JobServer) -> int:
    """A product that is on offer, and nobody who has asked for it."""
    for table in ("alerts", "emails", "request_counts", "products"):
        query(f"DELETE FROM {table} RETURNING 1")
    crawl_once(product("60.00"))
    (row,) = query("SELECT id FROM products")
    return int(row.id)


def _ask(server: JobServer, visitor: str = "192.0.2.1", **body: Any) -> Reply:
    headers = WEB_APP | {"X-Forwarded-For": visitor}
    return server.post_json("/api/alerts", {"email": "ann@example.org", "strain": "Strain 0"} | body, headers)


def _link(server: JobServer, purpose: Purpose, **body: Any) -> str:
    """The path of a link to a new alert."""
    alert_id = _ask(server, **body).json["data"]["alertId"]
    with transaction() as connection:
        token = load_signer(connection, email_settings()).sign(purpose, alert_id)
    return f"/alerts/{purpose}?token={token}"


def _alert() -> Any:
    (alert,) = query("SELECT * FROM alerts")
    return alert


def _press(server: JobServer, path: str) -> Reply:
    """Press the button of a link's page, as a browser does whose page tells nobody its address."""
    page = server.get(path)
    assert page.status == 200 and '<form method="post"><button>' in page.text
    return server.post(path, {"Origin": "null"})


def test_the_whole_way_from_asking_to_unsubscribing(guarded: JobServer, monkeypatch: pytest.MonkeyPatch):
    mailbox = Mailbox()
    with smtp_server(mailbox) as url:
        monkeypatch.setenv("SMTP_URL", url)
        monkeypatch.setenv("PUBLIC_URL", guarded.url)
        assert _ask(guarded, kinds=["PRICE_DROP"]).status == 201
        send_due(email_settings())
        (asked,) = mailbox.messages
        done = _press(guarded, _path_in(guarded, _text(asked)))
        assert done.status == 200 and "we write to you when its price falls by 5% or more" in done.text

        crawl_once(product("50.00"))
        send_due(email_settings())
        told = mailbox.messages[-1]
        assert (told["X-GoodSeed-Type"], told["To"]) == ("PRICE_DROP", "ann@example.org")
        assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert guarded.post(_path_in(guarded, told["List-Unsubscribe"]), **ONE_CLICK).status == 200

        crawl_once(product("40.00"))
        send_due(email_settings())
    assert len(mailbox.messages) == 2


def _text(message: EmailMessage) -> str:
    body = message.get_body(["plain"])
    assert body is not None
    return str(body.get_content())


def _path_in(server: JobServer, text: str) -> str:
    """The path of the link to the job server that a text holds."""
    (path,) = re.findall(re.escape(server.url) + r"(/alerts/[^\s>]+)", str(text))
    return str(path)


def test_a_new_alert_is_201_and_the_same_again_200(guarded: JobServer, product_id: int):
    first, again = (_ask(guarded, strain=None, productId=product_id, threshold=12.5) for _ in range(2))
    data = first.json["data"]
    assert (first.status, again.status) == (201, 200)
    assert data == {
        "alertId": _alert().id,
        "about": product("60.00").name,
        "kinds": ["BACK_IN_STOCK", "PRICE_DROP"],
        "threshold": 12.5,
        "isNew": True,
        "isConfirmed": False,
    }
    assert again.json["data"] == data | {"isNew": False}
    assert [row.type for row in query("SELECT type FROM emails")] == ["ALERT_CONFIRMATION"]


def test_asking_several_times_at_once_makes_one_alert(guarded: JobServer):
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: _ask(guarded), range(5)))
    assert sorted(reply.status for reply in replies) == [200, 200, 200, 200, 201]
    assert {reply.json["data"]["alertId"] for reply in replies} == {_alert().id}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"strain": None}, "productId"),
        ({"strain": "Nothing Known"}, "strain"),
        ({"strain": "Strain\x00 0"}, "strain"),
        ({"strain": None, "productId": 2**40}, "productId"),
        ({"productId": 1}, "productId"),
        ({"kinds": ["SALE"]}, "kinds.0"),
        ({"threshold": "half"}, "threshold"),
        ({"client": "192.0.2.1"}, "client"),
    ],
)
def test_a_bad_request_is_400_with_the_field_and_makes_nothing(guarded: JobServer, body: dict[str, Any], field: str):
    reply = _ask(guarded, **body)
    error = reply.json["error"]
    assert (reply.status, error["code"], error["field"]) == (400, "VALIDATION_ERROR", field)
    assert error["message"].startswith(f"{field}: ")
    assert query("SELECT 1 FROM alerts") == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 5_000, b"1" * 5_000])
def test_what_is_no_json_is_400(guarded: JobServer, body: bytes):
    reply = guarded.ask("POST", "/api/alerts", body, WEB_APP)
    assert (reply.status, reply.json["error"]["message"].split(":")[0]) == (400, "Invalid JSON")


def test_what_is_no_object_is_said_to_be_none(guarded: JobServer):
    assert guarded.post_json("/api/alerts", [], WEB_APP).json["error"]["field"] == "body"


def test_too_many_for_one_address_are_429_and_told_when_to_come_back(guarded: JobServer):
    replies = [_ask(guarded, visitor=f"192.0.2.{number}") for number in range(11)]  # two hours may share them
    refused = [reply for reply in replies if reply.status == 429]
    assert refused and {reply.json["error"]["code"] for reply in refused} == {"RATE_LIMITED"}
    assert 0 < int(refused[0].headers["Retry-After"]) <= 3600


def test_what_is_refused_counts_too(guarded: JobServer):
    statuses = {_ask(guarded, strain="Guess", email=f"a{number}@example.org").status for number in range(61)}
    assert statuses == {400, 429}


def _count_askers() -> int:
    return int(query("SELECT count(DISTINCT asker) AS n FROM request_counts")[0].n)


def test_visitors_are_told_apart_by_what_the_web_app_says(guarded: JobServer):
    for visitor in ("192.0.2.1, 10.0.0.1", "192.0.2.1", "::ffff:192.0.2.1", "2001:db8::1", "2001:db8::2"):
        _ask(guarded, visitor=visitor)
    assert _count_askers() == 1 + 2  # the address, and two networks


@pytest.mark.parametrize("visitor", ["unknown", "", "192.0.2.999", "é"])
def test_a_visitor_of_no_address_is_who_sent_the_request(guarded: JobServer, visitor: str):
    _ask(guarded, visitor="127.0.0.1")
    assert _ask(guarded, visitor=visitor).status == 200
    assert _count_askers() == 1 + 1


def test_without_a_password_nobody_is_believed_who_he_asks_for(guarded: JobServer, tmp_path: Path):
    with serving_jobs(tmp_path, GOODSEED_POLL_INTERVAL="60") as unguarded:
        for visitor in ("192.0.2.1", "192.0.2.2", "127.0.0.1"):
            _ask(unguarded, visitor=visitor)
    assert _count_askers() == 1 + 1


def test_asking_needs_the_password_and_no_foreign_page_may_ask(guarded: JobServer):
    body = {"email": "ann@example.org", "strain": "Strain 0"}
    reply = guarded.post_json("/api/alerts", body)
    assert (reply.status, reply.json["error"]["code"]) == (401, "UNAUTHORIZED")
    assert guarded.post_json("/api/alerts", body, WEB_APP | {"Origin": "https://evil.example"}).status == 403
    assert query("SELECT 1 FROM alerts") == []


@pytest.mark.parametrize(
    "path",
    [
        *("/alerts", "/alerts/", "/alerts/list", "/alerts/confirm/", "/alerts/confirm/x", "/alerts//confirm"),
        *("/alerts%2Fconfirm", "/x/alerts/confirm", "/alerts/confirm/../../jobs", "/alerts/Confirm"),
    ],
)
def test_only_the_two_links_themselves_are_open(guarded: JobServer, path: str):
    assert guarded.get(path).status == 401
    assert guarded.post(path, token="1.x").status == 401


def test_a_link_that_is_only_opened_changes_nothing(guarded: JobServer):
    for purpose in Purpose:
        reply = guarded.get(_link(guarded, purpose))
        assert reply.status == 200 and product("60.00").strain_name in reply.text
        assert guarded.ask("HEAD", _link(guarded, purpose)).status == 200
    assert (_alert().confirmed_at, _alert().unsubscribed_at) == (None, None)


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
def test_the_token_is_enough_wherever_a_post_comes_from(guarded: JobServer, headers: dict[str, str]):
    assert guarded.post(_link(guarded, Purpose.CONFIRM), headers).status == 200
    assert _alert().confirmed_at is not None
    path = _link(guarded, Purpose.UNSUBSCRIBE)
    assert guarded.post(path, headers, **ONE_CLICK).status == 200
    assert _alert().unsubscribed_at is not None


def test_one_click_may_come_as_a_form_of_parts(guarded: JobServer):
    path = _link(guarded, Purpose.UNSUBSCRIBE)
    body = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    reply = guarded.ask("POST", path, body, {"Content-Type": "multipart/form-data; boundary=x"})
    assert reply.status == 200 and _alert().unsubscribed_at is not None


def test_a_link_is_good_as_often_as_one_likes(guarded: JobServer):
    confirming, stopping = _link(guarded, Purpose.CONFIRM), _link(guarded, Purpose.UNSUBSCRIBE)
    for path, said in ((confirming, "Done: we write to you"), (stopping, "Done: you get no more mails")):
        replies = [_press(guarded, path), guarded.post(path), guarded.get(path)]
        assert [said in reply.text and "<form" not in reply.text for reply in replies] == [True] * 3
    assert "This alert was stopped" in guarded.post(confirming).text


def test_a_token_that_is_not_ours_gets_a_page_that_says_nothing_more(guarded: JobServer):
    right = _link(guarded, Purpose.CONFIRM)
    alert_id = _alert().id
    tokens = ["", "x", f"{alert_id}.", right.partition("=")[2][:-1], Signer(("other",)).sign(Purpose.CONFIRM, alert_id)]
    paths = [f"/alerts/confirm?token={token}" for token in tokens]
    paths += ["/alerts/confirm", right.replace("confirm", "unsubscribe"), right.replace(str(alert_id), "4711")]
    replies = [ask(path) for path in paths for ask in (guarded.get, guarded.post)]
    assert {reply.status for reply in replies} == {404}
    (text,) = {reply.text for reply in replies}
    assert "This link does not work" in text
    assert (_alert().confirmed_at, _alert().unsubscribed_at) == (None, None)


def test_the_link_of_a_product_that_is_gone_does_not_work(guarded: JobServer, product_id: int):
    path = _link(guarded, Purpose.CONFIRM, strain=None, productId=product_id)
    query("DELETE FROM products RETURNING 1")
    assert guarded.get(path).status == 404 == guarded.post(path).status


def test_what_is_our_own_fault_is_said_to_be_without_details(guarded: JobServer):
    path = _link(guarded, Purpose.UNSUBSCRIBE)
    query("ALTER TABLE alerts RENAME TO elsewhere; SELECT 1")
    try:
        reply = guarded.post(path, **ONE_CLICK)
    finally:
        query("ALTER TABLE elsewhere RENAME TO alerts; SELECT 1")
    assert reply.status == 500 and "please try again" in reply.text and "alerts.id" not in reply.text
    assert guarded.post(path, **ONE_CLICK).status == 200


def test_the_pages_keep_the_token_to_themselves(guarded: JobServer):
    path = _link(guarded, Purpose.CONFIRM)
    for reply in (guarded.get(path), guarded.post(path), guarded.get("/alerts/confirm")):
        assert reply.headers.get_all("Referrer-Policy") == ["no-referrer"]
        assert reply.headers.get_all("Cache-Control") == ["no-store"]
        assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
        assert "<script" not in reply.text and "http" not in reply.text and "ann@" not in reply.text
    told = guarded.log.read_text()
    assert "GET /alerts/confirm?token=… HTTP/1.1" in told and path.partition("=")[2] not in told


def test_names_of_products_are_text_and_no_markup(guarded: JobServer, product_id: int):
    query("UPDATE products SET name = '<script>alert(1)</script>' RETURNING 1")
    for purpose in Purpose:
        text = guarded.get(_link(guarded, purpose, strain=None, productId=product_id)).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "<script" not in text
