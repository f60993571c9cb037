"""A thousand requests that nobody should send: each is answered with a clear refusal, and no row changes."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote_from_bytes

import pytest

from jobserver.process import JobServer, Reply
from tests.crawling import query

NASTY: list[bytes] = [
    *(
        b"",
        b" ",
        b"\x00",
        b"a\x00b",
        b"\xff\xfe\xfd",
        b"\r\nSet-Cookie: a=b",
        b"../../etc/passwd",
        b"..",
        b"a/b",
        b"a\\b",
    ),
    *(b"%2e%2e%2f", b"~", b"x" * 101, b"x" * 20_000, "☃".encode(), "\u202edemo".encode(), b"demo;rm -rf /", b"$(id)"),
    *(b"'; DROP TABLE scrape_jobs; --", b"<script>alert(1)</script>", b"{{7*7}}", b"${7*7}", b"%s%n", b"null", b"[]"),
]
NO_NUMBERS = [b"high", b"nan", b"inf", b"-inf", b"1e999", b"0x10", b"1,5", b"--1", b"1e7", b"-1e7"]
NO_COUNTS = [*NO_NUMBERS, b"-1", b"0", b"1.5", b"99999999999999999999", b"\xd9\xa3"]
NO_SETTINGS = [
    *(
        b"",
        b"NAME",
        b"=x",
        b"ITEM_PIPELINES={}",
        b"SPIDER_MODULES=os",
        b"EXTENSIONS={'os.system': 1}",
        b"LOG_FILE=/etc/passwd",
    ),
    *(b"DOWNLOAD_DELAY=0", b"DOWNLOAD_DELAY=-1", b"DOWNLOAD_DELAY=nan", b"DOWNLOAD_DELAY=soon", b"DOWNLOAD_DELAY=1e9"),
    *(
        b"CLOSESPIDER_TIMEOUT=x",
        b"CLOSESPIDER_PAGECOUNT=-1",
        b"CLOSESPIDER_EVIL=1",
        b"LOG_LEVEL=LOUD",
        b"JOBDIR=/tmp/x",
    ),
    *(
        b"HTTPCACHE_ENABLED=maybe",
        b"HTTPCACHE_DIR=/etc",
        b"FEEDS={}",
        b"TELNETCONSOLE_ENABLED=1",
        b"log_level=INFO",
        b"JOB=1",
    ),
]
NO_SOURCES = [
    *(
        b"https://evil.example/",
        b"//evil.example/x",
        b"http://169.254.169.254/latest/meta-data/",
        b"http://[::1]/",
        b"file:///etc/passwd",
    ),
    *(
        b"ftp://beaverseed.com/",
        b"javascript:alert(1)",
        b"gopher://beaverseed.com:25/",
        b"https://beaverseed.com@evil.example/",
    ),
    *(
        b"https://beaverseed.com.evil.example/",
        b"http://[bad",
        b"[",
        b'[{"url": 1}]',
        b'[{"address": "/shop/"}]',
        b'[{"url": "/", "max_page": 0}]',
    ),
]
SPIDER = {"project": b"goodseed", "spider": b"beaverseed"}
FORMS: list[tuple[str, dict[str, bytes], str, list[bytes]]] = [
    ("/schedule.json", SPIDER, "project", NASTY),
    ("/schedule.json", SPIDER, "spider", NASTY),
    ("/schedule.json", SPIDER, "_version", NASTY[1:]),
    ("/schedule.json", SPIDER, "jobid", [value for value in NASTY if value not in (b"..", b"null")]),
    ("/schedule.json", SPIDER, "priority", [*NASTY, *NO_NUMBERS]),
    ("/schedule.json", SPIDER, "duplicate", NASTY),
    ("/schedule.json", SPIDER, "setting", [*NASTY, *NO_SETTINGS]),
    ("/schedule.json", SPIDER, "sources", [*NO_SOURCES, b"", b" ", b"\x00", b"\xff"]),
    *[("/schedule.json", SPIDER, name, [*NASTY, *NO_COUNTS]) for name in ("max_pages", "start_page", "end_page")],
    ("/schedule.json", SPIDER, "mode", NASTY),
    *[
        ("/schedule.json", SPIDER, name, [b"x"])
        for name in ("_job", "name", "own_sources", "__class__", "", "ü", "a b")
    ],
    ("/cancel.json", {"project": b"goodseed", "job": b"kept"}, "project", NASTY),
    ("/cancel.json", {"project": b"goodseed", "job": b"kept"}, "job", NASTY),
    (
        "/cancel.json",
        {"project": b"goodseed", "job": b"kept"},
        "signal",
        [*NASTY, b"STOP", b"HUP", b"0", b"-9", b"999"],
    ),
    ("/retry.json", {"project": b"goodseed", "job": b"kept"}, "project", NASTY),
    ("/retry.json", {"project": b"goodseed", "job": b"kept"}, "job", [*NASTY, b"kept"]),
    ("/seller.json", {"seller": b"demo", "action": b"pause"}, "seller", NASTY),
    ("/seller.json", {"seller": b"demo"}, "action", NASTY),
    ("/seller.json", {"seller": b"demo"}, "interval", [*NASTY, *NO_COUNTS]),
    ("/seller.json", {"seller": b"demo"}, "max_pages", [*NASTY, *(value for value in NO_COUNTS if value != b"0")]),
    ("/orders", {"action": b"crawl", "target": b"beaverseed"}, "action", NASTY),
    ("/orders", {"action": b"pause", "target": b"beaverseed"}, "target", NASTY),
]
QUERIES: list[tuple[str, dict[str, bytes], str, list[bytes]]] = [
    ("/jobs.json", {}, "state", NASTY),
    ("/jobs.json", {}, "since", NASTY),
    ("/jobs.json", {}, "limit", [*NASTY, *NO_COUNTS]),
    ("/jobs.json", {}, "cursor", [*NASTY[1:], b"nan~x", b"1e400~x", b"99999999999999~x"]),
    ("/listjobs.json", {}, "project", NASTY),
    ("/listspiders.json", {}, "project", NASTY),
    ("/metrics", {}, "format", NASTY),
]
WORDS: list[Any] = [None, True, 0, -1, 1.5, [], {}, "", "\x00", "x" * 20_000, "../x", [[]], {"a": 1}, 10**30]
BODIES = [
    *[("sellerId", word) for word in WORDS],
    *[("jobId", word) for word in WORDS if word is not None],
    *[("scrapingSources", word) for word in WORDS if word != []],
    *[("scrapingSources", [{"scrapingSourceUrl": word}]) for word in WORDS if word != "../x"],
    *[("scrapingSources", [{"scrapingSourceUrl": source.decode()}]) for source in NO_SOURCES[:11]],
    *[
        ("scrapingSources", [{"scrapingSourceUrl": "/shop/", "maxPage": word}])
        for word in WORDS
        if word is not None and word is not True
    ],
    *[("config", word) for word in WORDS if word != {}],
    *[
        ("config", {name: word})
        for name in ("mode", "startPage")
        for word in WORDS
        if word is not None and word is not True
    ],
    *[("config", {"fullSiteCrawl": word}) for word in WORDS if word not in (True, 0)],
    *[("priority", word) for word in WORDS if word is not None and word is not True],
    *[("delay", word) for word in WORDS if word not in (0, True)],
    *[(name, 1) for name in ("trigger", "state", "seller", "constructor", "__proto__")],
]
PATHS = [
    *(
        "/logs/../scrapyd.conf",
        "/logs/%2e%2e/%2e%2e/etc/passwd",
        "/logs/..%2f..%2fetc%2fpasswd",
        "/static/../options.py",
    ),
    *(
        "/static/%2e%2e/options.py",
        "/nothing",
        "/api",
        "/api/scraper",
        "/schedule.json/x",
        "/%00",
        "/logs/%00",
        "/logs/goodseed/\x7f",
    ),
]


@pytest.fixture(scope="module", autouse=True)
def unchanged(idle: JobServer) -> Iterator[None]:
    """The rows before and after all of the module's requests are the same."""
    query("UPDATE sellers SET is_paused = (slug <> 'beaverseed') RETURNING 1")
    query(
        "INSERT INTO scrape_jobs (job_id, seller, state, trigger, finished_at)"
        " VALUES ('kept', 'demo', 'completed', 'api', now()) RETURNING 1"
    )
    before = _rows()
    yield
    assert _rows() == before
    told = idle.log.read_text()
    assert "Traceback" not in told, told[told.index("Traceback") - 300 :][:3000]


def _rows() -> list[Any]:
    tables = ("sellers", "scraping_sources", "scrape_jobs", "scrape_attempts", "emails", "alerts", "products")
    return [query(f"SELECT * FROM {table} ORDER BY 1") for table in tables]


def _encode(form: dict[str, bytes]) -> bytes:
    return "&".join(
        f"{quote_from_bytes(key.encode())}={quote_from_bytes(value)}" for key, value in form.items()
    ).encode()


def _is_clear(reply: Reply) -> bool:
    """Whether a reply refuses in words, in one of our languages, or tells that there was nothing to do."""
    if "Traceback" in reply.text or not reply.text or reply.status >= 500:
        return False
    if reply.text.startswith("{"):
        answer = reply.json
        if "success" in answer:
            return not answer["success"] and bool(answer["error"]["message"]) and reply.status >= 400
        return (answer["status"] == "error" and bool(answer["message"])) or answer.get("prevstate", 0) is None
    return reply.status >= 400 and "That did not work" in reply.text


@pytest.mark.parametrize(
    ("path", "form", "name", "values"), FORMS, ids=[f"{path}-{name}" for path, _, name, _ in FORMS]
)
def test_a_form_with_nonsense_is_refused(
    idle: JobServer, path: str, form: dict[str, bytes], name: str, values: list[bytes]
):
    for value in values:
        reply = idle.ask("POST", path, _encode(form | {name: value}))
        assert _is_clear(reply), (value, reply)


@pytest.mark.parametrize(
    ("path", "form", "name", "values"), QUERIES, ids=[f"{path}-{name}" for path, _, name, _ in QUERIES]
)
def test_a_query_with_nonsense_is_refused(
    idle: JobServer, path: str, form: dict[str, bytes], name: str, values: list[bytes]
):
    for value in values:
        if len(value) < 10_000:  # longer lines are not even read
            reply = idle.get(f"{path}?{_encode(form | {name: value}).decode()}")
            assert _is_clear(reply), (value, reply)


def test_a_trigger_with_nonsense_is_refused(idle: JobServer):
    for field, word in BODIES:
        reply = idle.post_json("/api/scraper/trigger", {"sellerId": "beaverseed", field: word})
        assert _is_clear(reply), (field, word, reply)


def test_an_alert_with_nonsense_is_refused(idle: JobServer):
    for field, word in product(("email", "productId", "strain", "kinds", "threshold", "__proto__"), WORDS):
        reply = idle.post_json("/api/alerts", {"email": "ann@example.org", field: word})
        assert _is_clear(reply), (field, word, reply)


def test_a_token_with_nonsense_is_refused(idle: JobServer):
    for path, value in product(("/alerts/confirm", "/alerts/unsubscribe"), [*NASTY[:-7], b"1." + b"x" * 5_000]):
        for reply in (
            idle.get(f"{path}?{_encode({'token': value}).decode()}") if len(value) < 10_000 else None,
            idle.ask("POST", path, _encode({"token": value})),
        ):
            assert reply is None or (reply.status in (400, 404) and "This link does not work" in reply.text), value


def test_a_call_without_what_it_needs_is_refused(idle: JobServer):
    for path in (
        "/schedule.json",
        "/cancel.json",
        "/retry.json",
        "/seller.json",
        "/orders",
        "/api/scraper/trigger",
        "/api/emails",
        "/api/alerts",
    ):
        for body, kind in product(
            (b"", b"&&&=", b"\xff" * 50, b"{", b"[" * 5_000, json.dumps({"project": "goodseed"}).encode()),
            ("application/x-www-form-urlencoded", "application/json", "text/plain", "nonsense"),
        ):
            reply = idle.ask("POST", path, body, {"Content-Type": kind})
            assert _is_clear(reply), (path, body, kind, reply)


def test_a_form_of_parts_that_is_broken_is_refused(idle: JobServer):
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary="):
        reply = idle.ask("POST", "/schedule.json", b"--x\r\nbroken", {"Content-Type": kind})
        assert reply.status in (200, 400) and '"ok"' not in reply.text


def test_a_form_of_thousands_of_parameters_is_refused(idle: JobServer):
    reply = idle.ask(
        "POST", "/schedule.json", _encode(SPIDER) + b"".join(b"&p%d=1" % number for number in range(5_000))
    )
    assert _is_clear(reply)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_leads_nowhere_is_not_found(idle: JobServer, path: str):
    with socket.create_connection(("127.0.0.1", idle.port), timeout=30) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith((b"HTTP/1.1 404 ", b"HTTP/1.1 400 ", b"HTTP/1.1 403 ")), answer[:200]
    assert b"root:" not in answer and b"[scrapyd]" not in answer


def test_a_method_that_is_not_there_is_refused(idle: JobServer):
    for method in ("PUT", "DELETE", "PATCH", "FOO"):
        for path in ("/schedule.json", "/api/scraper/trigger", "/health", "/", "/jobs", "/orders"):
            reply = idle.ask(method, path, b"x")
            assert reply.status in (200, 405, 501) and '"ok"' not in reply.text, (method, path, reply)
