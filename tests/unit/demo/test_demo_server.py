"""The demo shop as a process: what it answers, and how it starts and ends."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from demo.process import Shop, running_shop

ROOT = Path(__file__).parents[3]


class Visitor:
    """One keep-alive connection to a shop."""

    def __init__(self, shop: Shop) -> None:
        self._connection = HTTPConnection(shop.url.removeprefix("http://"), timeout=10)

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> tuple[HTTPResponse, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(method, path, body=body or None, headers=named)
        response = self._connection.getresponse()
        return response, response.read()

    @property
    def is_connected(self) -> bool:
        return self._connection.sock is not None


@pytest.fixture(scope="module")
def running() -> Iterator[Shop]:
    with running_shop(products=240) as shop:
        yield shop


@pytest.fixture
def shop(running: Shop) -> Shop:
    running.clear_faults()
    running.clear_requests()
    return running


@pytest.fixture
def visitor(shop: Shop) -> Visitor:
    return Visitor(shop)


def test_pages_come_with_their_length_over_one_connection(visitor: Visitor) -> None:
    for path in ("/shop/", "/shop/page/2/", "/nothing/"):
        response, body = visitor.ask(path)
        assert response.getheader("content-length") == str(len(body))
        assert response.getheader("content-type") == "text/html; charset=utf-8"
        assert visitor.is_connected
    assert visitor.ask("/sitemap.xml")[0].getheader("content-type") == "text/xml; charset=utf-8"
    picture, body = visitor.ask("/images/any.jpg")
    assert picture.getheader("content-type") == "image/jpeg"
    assert body.startswith(b"\xff\xd8")
    assert body.endswith(b"\xff\xd9")


def test_head_has_the_length_and_no_body(visitor: Visitor) -> None:
    response, body = visitor.ask("/shop/", "HEAD")
    assert int(response.getheader("content-length") or 0) > 100_000
    assert body == b""


def test_the_store_api_answers_with_its_headers(visitor: Visitor) -> None:
    path = "/wp-json/wc/store/v1/products?per_page=100&type=variation&_fields=id"
    response, body = visitor.ask(path)
    assert (response.status, len(json.loads(body))) == (200, 100)
    assert (response.getheader("etag"), response.getheader("cache-control")) == (None, None)
    assert (response.getheader("last-modified"), response.getheader("x-robots-tag")) == ("1767571200", "noindex")
    head, nothing = visitor.ask(path, "HEAD", If_Modified_Since="Mon, 05 Jan 2026 00:00:00 GMT")
    assert (head.status, nothing) == (200, b"")
    assert head.getheader("x-wp-total") == response.getheader("x-wp-total")
    assert head.getheader("content-length") == str(len(body))
    assert visitor.ask("/wp-json/wc/store/v1/products?per_page=500")[0].status == 400


def test_other_methods_are_refused(visitor: Visitor) -> None:
    assert visitor.ask("/shop/", "POST")[0].status == 405
    assert visitor.ask("/next-day")[0].status == 405


def test_addresses_without_their_slash_are_redirected(shop: Shop, visitor: Visitor) -> None:
    response, _ = visitor.ask("/shop")
    assert (response.status, response.getheader("location")) == (301, f"{shop.url}/shop/")


def test_an_unchanged_page_is_not_sent_again(shop: Shop, visitor: Visitor) -> None:
    etag = visitor.ask("/shop/page/3/")[0].getheader("etag") or ""
    response, body = visitor.ask("/shop/page/3/", If_None_Match=f'"other", W/{etag}')
    assert (response.status, body) == (304, b"")
    assert visitor.ask("/shop/page/3/", If_None_Match='"other"')[0].status == 200
    assert [request["status"] for request in shop.requests()] == [200, 304, 200]


def test_a_page_that_is_as_old_as_its_reader_knows_is_not_sent_again(shop: Shop, visitor: Visitor) -> None:
    for path in (
        "/",
        "/shop/page/3/",
        "/sitemap.xml",
        "/product-sitemap.xml",
        urlsplit(shop.truth()["products"][0]["url"]).path,
    ):
        first, _ = visitor.ask(path)
        assert first.getheader("last-modified") == "Mon, 05 Jan 2026 00:00:00 GMT"
        assert visitor.ask(path, If_Modified_Since="Mon, 05 Jan 2026 00:00:00 GMT")[0].status == 304
        assert visitor.ask(path, If_Modified_Since="Sun, 04 Jan 2026 23:59:59 GMT")[0].status == 200
    assert visitor.ask("/shop/", If_Modified_Since="yesterday")[0].status == 200
    assert shop.requests()[1]["if_modified_since"] == "Mon, 05 Jan 2026 00:00:00 GMT"


def test_a_tag_counts_more_than_a_date(visitor: Visitor) -> None:
    known = {"If_Modified_Since": "Mon, 05 Jan 2026 00:00:00 GMT"}
    assert visitor.ask("/shop/", If_None_Match='"other"', **known)[0].status == 200


def test_head_of_an_unchanged_page_says_so(visitor: Visitor) -> None:
    response, body = visitor.ask("/shop/", "HEAD", If_Modified_Since="Mon, 05 Jan 2026 00:00:00 GMT")
    assert (response.status, body) == (304, b"")


def test_dates_of_pages_follow_what_changes_on_them() -> None:
    paths = [f"/shop/page/{page}/" for page in range(1, 17)]
    with running_shop(products=240) as shop:
        visitor = Visitor(shop)
        etags = {path: visitor.ask(path)[0].getheader("etag") for path in paths}
        shop.next_day()
        answers = {path: visitor.ask(path)[0] for path in paths}
    changed = {path for path in paths if answers[path].getheader("etag") != etags[path]}
    dated = {path for path in paths if answers[path].getheader("last-modified") == "Tue, 06 Jan 2026 00:00:00 GMT"}
    assert changed == dated
    assert changed


def test_the_next_day_changes_some_pages_and_equals_a_shop_opened_on_it() -> None:
    paths = [f"/shop/page/{page}/" for page in range(1, 17)]
    with running_shop(products=240) as shop:
        visitor = Visitor(shop)
        etags = {path: visitor.ask(path)[0].getheader("etag") for path in paths}
        assert shop.next_day() == {"day": 1, "prices_changed": 7, "gone": 1, "new": 1}
        kept = [path for path in paths if visitor.ask(path)[0].getheader("etag") == etags[path]]
        assert 4 <= len(kept) < len(paths)
        shop.next_day()
        truth = json.dumps(shop.truth()).replace(shop.url, "")
    with running_shop(products=240, day=2) as shop:
        assert json.dumps(shop.truth()).replace(shop.url, "") == truth


def test_requests_are_noted_and_control_paths_are_not(shop: Shop, visitor: Visitor) -> None:
    before = time.time()
    visitor.ask("/shop/?orderby=price", User_Agent="tester")
    visitor.ask("/health")
    visitor.ask("/missing/", If_None_Match='"x"')
    shop.truth()
    first, second = shop.requests()
    assert before <= first.pop("at") <= second["at"] <= time.time()
    assert first == {
        "method": "GET",
        "path": "/shop/?orderby=price",
        "status": 200,
        "user_agent": "tester",
        "if_none_match": None,
        "if_modified_since": None,
    }
    assert (second["path"], second["status"], second["if_none_match"]) == ("/missing/", 404, '"x"')
    shop.clear_requests()
    assert shop.requests() == []


def test_a_fault_happens_as_often_as_ordered(shop: Shop, visitor: Visitor) -> None:
    shop.fault("/shop/page/3/", 503, times=2, headers={"Retry-After": "7"})
    failed, _ = visitor.ask("/shop/page/3/")
    assert (failed.status, failed.getheader("retry-after")) == (503, "7")
    assert visitor.ask("/shop/page/2/")[0].status == 200
    assert [visitor.ask("/shop/page/3/")[0].status for _ in range(2)] == [503, 200]
    assert [request["status"] for request in shop.requests()] == [503, 200, 503, 200]


def test_a_fault_may_befall_every_page_until_cleared(shop: Shop, visitor: Visitor) -> None:
    shop.fault("*", 429, times=-1)
    assert [visitor.ask(path)[0].status for path in ("/shop/", "/", "/robots.txt", "/shop/")] == [429] * 4
    shop.clear_faults()
    assert visitor.ask("/shop/")[0].status == 200


def test_a_connection_may_be_dropped(shop: Shop, visitor: Visitor) -> None:
    shop.fault("/shop/", 0)
    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        visitor.ask("/shop/")
    assert [request["status"] for request in shop.requests()] == [0]


def test_a_page_may_be_late(shop: Shop, visitor: Visitor) -> None:
    shop.fault("/shop/", delay=0.3)
    start = time.monotonic()
    assert visitor.ask("/shop/")[0].status == 200
    assert time.monotonic() - start >= 0.3


def test_a_client_that_does_not_wait_for_a_late_page_harms_nothing(shop: Shop) -> None:
    shop.fault("/shop/", delay=30)
    host, _, port = shop.url.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port))) as impatient:
        impatient.sendall(b"GET /shop/ HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.1)
    time.sleep(0.1)
    assert [request["status"] for request in shop.requests()] == [0]


@pytest.mark.parametrize(
    ("order", "named"),
    [
        ("nonsense", "not JSON"),
        ("[]", "not an object"),
        ("{}", "path"),
        ('{"path": "shop"}', "path"),
        ('{"path": "/", "status": 99}', "status"),
        ('{"path": "/", "times": 0}', "times"),
        ('{"path": "/", "delay": -1}', "delay"),
        ('{"path": "/", "headers": []}', "headers"),
        ('{"path": "/", "colour": 1}', "colour"),
    ],
)
def test_an_impossible_fault_is_refused_by_name(visitor: Visitor, order: str, named: str) -> None:
    response, body = visitor.ask("/faults", "POST", order)
    assert response.status == 400
    assert named in json.loads(body)["error"]


def test_the_process_interface_reports_refusals(shop: Shop) -> None:
    with pytest.raises(HTTPError):
        shop.fault("nowhere", 503)


def test_a_hundred_thousand_products_open_quickly_and_in_little_memory() -> None:
    start = time.monotonic()
    with running_shop(products=100_000, day=1) as shop:
        assert time.monotonic() - start < 5
        visitor = Visitor(shop)
        for page in (*range(2, 200), 6251):
            assert visitor.ask(f"/shop/page/{page}/")[0].status == 200
        assert visitor.ask("/shop/page/6252/")[0].status == 404
        assert shop.next_day()["gone"] == 500
        if sys.platform == "linux":
            status = Path(f"/proc/{shop.pid}/status").read_text(encoding="ascii")
            peak = int(status.partition("VmHWM:")[2].split()[0])
            assert peak < 200_000  # kB


def run_demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "demo", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "70000"),
        ("--products", "100001"),
        ("--products", "-1"),
        ("--day", "x"),
        ("--seed", "x"),
        ("--crawl-delay", "-1"),
        ("--crawl-delay", "nan"),
    ],
)
def test_a_bad_argument_is_named(arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    from demo.__main__ import main

    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert f"argument {arguments[0]}: " in capsys.readouterr().err


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run_demo("--port", port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"demo: cannot listen on 127.0.0.1:{port}: Address already in use\n"


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(sign: signal.Signals) -> None:
    command = [sys.executable, "-m", "demo", "--port", "0", "--products", "1"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith("demo shop on http://127.0.0.1:")
        process.send_signal(sign)
        assert process.wait(10) == 0
        assert process.stderr.read() == ""
