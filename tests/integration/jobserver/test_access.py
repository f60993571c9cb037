"""Who may ask what: passwords, other sites' pages, sizes, and where the server dares to listen."""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from database.scratch import scratch_database
from jobserver.process import JobServer, find_free_port
from tests.crawling import ROOT, query
from tests.serving import login, serving_jobs

SCRAPYD = Path(sys.executable).with_name("scrapyd")
PASSWORD = "sesame, öffne dich"


@pytest.fixture(scope="module")
def guarded(server: URL, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JobServer]:
    """A job server with a password, which starts nothing."""
    secrets = {"SCRAPYD_USERNAME": "ali", "SCRAPYD_PASSWORD": PASSWORD}
    with (
        scratch_database(server, template),
        serving_jobs(tmp_path_factory.mktemp("guarded"), GOODSEED_POLL_INTERVAL="60", **secrets) as served,
    ):
        query("UPDATE sellers SET is_paused = true RETURNING 1")
        yield served


ALI = login("ali", PASSWORD)


@pytest.mark.parametrize(
    "path", ["/", "/jobs", "/logs/", "/daemonstatus.json", "/metrics", "/openapi.json", "/static/style.css", "/nothing"]
)
def test_everything_but_health_asks_for_the_password(guarded: JobServer, path: str):
    reply = guarded.get(path)
    assert reply.status == 401
    assert reply.headers["WWW-Authenticate"].startswith('Basic realm="Scrapyd"')
    assert guarded.get(path, headers=ALI).status in (200, 404)


def test_health_is_open(guarded: JobServer):
    assert guarded.get("/health").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        login("ali", "sesame"),
        login("baba", PASSWORD),
        login("", ""),
        {"Authorization": "Basic ???"},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic"},
    ],
)
def test_a_wrong_password_is_no_password(guarded: JobServer, headers: dict[str, str]):
    assert guarded.get("/daemonstatus.json", headers=headers).status == 401


def test_the_refusal_speaks_the_language_of_the_path(guarded: JobServer):
    assert guarded.get("/api/scraper/status").json == {
        "success": False,
        "error": {"code": "UNAUTHORIZED", "message": "a user name and a password are needed"},
    }
    assert guarded.get("/listjobs.json").json["status"] == "error"


def test_metrics_are_open_when_that_is_switched_on(guarded: JobServer, tmp_path: Path):
    with serving_jobs(
        tmp_path, GOODSEED_METRICS_PUBLIC="on", SCRAPYD_USERNAME="ali", SCRAPYD_PASSWORD=PASSWORD
    ) as server:
        assert server.get("/metrics").status == 200
        assert server.get("/daemonstatus.json").status == 401


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", ["/schedule.json", "/orders", "/api/scraper/trigger", "/seller.json"])
def test_orders_from_pages_of_other_sites_are_refused(guarded: JobServer, path: str, headers: dict[str, str]):
    reply = guarded.post(path, headers=ALI | headers, project="goodseed", spider="demo", action="crawl", target="demo")
    assert reply.status == 403
    assert query("SELECT * FROM scrape_jobs") == []


def test_orders_from_our_own_pages_and_from_programs_are_taken(guarded: JobServer):
    ours = [
        {"Sec-Fetch-Site": "same-origin", "Origin": guarded.url},
        {"Origin": guarded.url},
        {"Origin": "https://jobs.example", "X-Forwarded-Host": "jobs.example"},
        {},
    ]
    for headers in ours:
        reply = guarded.post("/cancel.json", headers=ALI | headers, project="goodseed", job="none")
        assert reply.json["status"] == "ok"


def test_a_large_body_is_cut_off_with_413(guarded: JobServer):
    head = b"POST /schedule.json HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    for ask in (
        head + b"Content-Length: 99999999\r\n\r\nproject=x",
        head
        + b"Transfer-Encoding: chunked\r\n\r\n"
        + b"10000\r\n"
        + b"x" * 0x10000
        + b"\r\n"
        + b"40000\r\n"
        + b"x" * 0x40000,
    ):
        with socket.create_connection(("127.0.0.1", guarded.port), timeout=30) as connection:
            connection.sendall(ask)
            answer = connection.recv(4096)
        assert answer.startswith(b"HTTP/1.1 413 ")


def test_no_secret_is_in_the_log(guarded: JobServer):
    guarded.get("/daemonstatus.json", headers=ALI)
    text = guarded.log.read_text()
    assert "daemonstatus" in text
    assert (
        PASSWORD not in text
        and "sesame" not in text
        and base64.b64encode(f"ali:{PASSWORD}".encode()).decode() not in text
    )


REFUSED = {
    "bind_address": {"BIND_ADDRESS": "0.0.0.0"},
    "SCRAPYD_PASSWORD": {"SCRAPYD_USERNAME": "ali"},
    "username": {"SCRAPYD_USERNAME": "a:b", "SCRAPYD_PASSWORD": "x"},
    "http_port": {"PORT": "http"},
    "max_proc": {"GOODSEED_MAX_PROC": "0"},
    "poll_interval": {"GOODSEED_POLL_INTERVAL": "fast"},
    "OPERATOR_EMAILS": {"OPERATOR_EMAILS": "a@example.org;b@example.org"},
    "PUBLIC_URL": {"PUBLIC_URL": "seeds.example.org"},
    "GOODSEED_MAX_ATTEMPTS": {"GOODSEED_MAX_ATTEMPTS": "none"},
    "python -m database migrate": {"DATABASE_URL": "{empty}"},
    "does not answer": {"DATABASE_URL": "postgres://x@127.0.0.1:1/y"},
    "logs_dir": {"GOODSEED_LOGS_DIR": "/proc/nope"},
}


@pytest.mark.parametrize(("named", "variables"), REFUSED.items())
def test_it_does_not_start_as_it_must_not_and_says_what_to_do(
    named: str, variables: dict[str, str], empty_database: URL
):
    address = empty_database.render_as_string(hide_password=False)
    given = {name: value.format(empty=address) for name, value in variables.items()}
    result = subprocess.run(
        [SCRAPYD, "--pidfile="],
        check=False,
        cwd=ROOT,
        env=os.environ | {"PORT": str(find_free_port())} | given,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 1
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith("error: ") and named in last
    assert "Traceback" not in result.stderr


def test_a_port_that_somebody_else_has_is_one_line(guarded: JobServer):
    port = {"PORT": str(guarded.port)}
    result = subprocess.run(
        [SCRAPYD, "--pidfile="],
        check=False,
        cwd=ROOT,
        env=os.environ | port,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 1 and "Traceback" not in result.stderr + result.stdout
    assert f"127.0.0.1:{guarded.port} cannot be listened on: Address already in use" in result.stderr


def test_without_a_password_only_its_own_names_are_answered_to_so_no_other_sites_name_can_lead_here(
    database: URL, tmp_path: Path
):
    with serving_jobs(tmp_path, PUBLIC_URL="https://seeds.example.org") as server:
        query("UPDATE sellers SET is_paused = true RETURNING 1")
        rebound = {"Host": "evil.example", "Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}
        assert server.post("/orders", rebound, action="hide", target="sonomaseeds").status == 403
        assert server.get("/listjobs.json", {"Host": "evil.example:6800"}).status == 403
        for host in ("localhost:1", "127.0.0.1", "[::1]", "10.0.0.7:6800", "seeds.example.org"):
            assert server.get("/listjobs.json", {"Host": host}).status == 200, host
        assert server.get("/health", {"Host": "worker"}).status == 200
    assert query("SELECT is_active FROM sellers WHERE slug = 'sonomaseeds'")[0].is_active


@pytest.mark.parametrize("path", ["/logs/%ff", "/static/%ff", "/%ff/x"])
def test_a_path_that_is_no_text_is_not_found_and_no_mistake_of_ours(guarded: JobServer, path: str):
    assert guarded.get(path, ALI).status == 404
    assert "CRITICAL" not in guarded.log.read_text()


def test_it_listens_where_hosts_say_once_there_is_a_password(guarded: JobServer, tmp_path: Path):
    with serving_jobs(tmp_path, BIND_ADDRESS="0.0.0.0", SCRAPYD_USERNAME="ali", SCRAPYD_PASSWORD=PASSWORD) as server:
        assert server.get("/daemonstatus.json", headers=ALI).json["node_name"].endswith(f":{server.port}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_it_is_no_failure(guarded: JobServer, tmp_path: Path, number: int):
    with serving_jobs(tmp_path) as server:
        server.process.send_signal(number)
        assert server.process.wait(30) == 0
