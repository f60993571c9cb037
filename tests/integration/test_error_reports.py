"""Errors of all parts reach a Sentry, without secrets; a server on this machine takes what the SDK sends."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest

from tests.crawling import ROOT, crawl
from tests.serving import schedule, serving_jobs, wait_for

SECRET = "kept-to-ourselves"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@dataclass
class Sentry:
    """Takes envelopes, as Sentry does."""

    dsn: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)

    def find(self, part: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["tags"]["part"] == part]


@pytest.fixture
def sentry() -> Iterator[Sentry]:
    found = Sentry()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            body = UNPACK[self.headers["Content-Encoding"]](body)
            _header, *lines = body.decode().splitlines()
            for about, item in zip(lines[::2], lines[1::2], strict=False):
                if json.loads(about)["type"] == "event":
                    found.events.append(json.loads(item))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found.dsn = f"http://public@127.0.0.1:{server.server_port}/7"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


def run(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "SENTRY_DSN"} | variables
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)


FAIL = """
import logging, os
from jobs.error_reports import report_errors
report_errors("crawl", seller="demo")
local = os.environ["SECRET_KEY"]
logging.warning("before it, smtp://me:hidden@mail.example.org")
try:
    raise ValueError(f"the key is {local}, the server postgres://me:p4ss@host/db")
except ValueError:
    logging.exception("it failed with %s", local)
"""


def test_an_error_arrives_with_its_traceback_and_without_any_secret(sentry: Sentry):
    run(FAIL, SENTRY_DSN=sentry.dsn, SECRET_KEY=SECRET)
    (event,) = sentry.events
    assert event["tags"] == {"part": "crawl", "seller": "demo"}
    (raised,) = event["exception"]["values"]
    assert raised["value"] == "the key is [secret], the server postgres://[secret]@host/db"
    assert raised["stacktrace"]["frames"]
    told = json.dumps(event)
    assert not [secret for secret in (SECRET, "hidden", "p4ss") if secret in told]


def test_without_an_address_nothing_is_sent_nor_imported():
    code = "import sys; from jobs.error_reports import report, report_errors; report_errors('crawl'); report('x')"
    assert run(f"{code}; print('sentry_sdk' in sys.modules)").stdout.strip() == "False"


def test_an_address_that_cannot_be_used_is_told_and_stops_nothing():
    code = "from jobs.error_reports import report, report_errors; report_errors('crawl'); report('x'); print('on')"
    done = run(code, SENTRY_DSN=f"https://{SECRET}")
    assert done.stdout.strip() == "on"
    assert "SENTRY_DSN cannot be used" in done.stderr and SECRET not in done.stderr


@pytest.mark.usefixtures("database")
def test_a_crawl_that_fails_is_reported(sentry: Sentry):
    shop = {"DEMO_SHOP_URL": "http://127.0.0.1:1/", "SENTRY_DSN": sentry.dsn}
    assert crawl("demo", "-s", "RETRY_ENABLED=False", environment=shop).returncode == 1
    *_, last = sentry.find("crawl")
    assert "failed: NETWORK" in last["message"]
    assert last["tags"]["seller"] == "demo"


@pytest.mark.usefixtures("database")
def test_a_task_of_the_scheduler_that_fails_is_reported(sentry: Sentry):
    told = {"SENTRY_DSN": sentry.dsn, "REDIS_URL": f"redis://:{SECRET}@127.0.0.1:1/0"}
    command = [sys.executable, "-m", "scheduler", "cleanup"]
    assert subprocess.run(command, cwd=ROOT, env=os.environ | told, check=False).returncode == 1
    (event,) = sentry.find("scheduler")
    assert "the cached pages stay" in json.dumps(event)
    assert SECRET not in json.dumps(event)


@pytest.mark.usefixtures("database")
def test_a_crash_that_the_job_server_sees_is_reported(sentry: Sentry, tmp_path: Path):
    with serving_jobs(tmp_path, SENTRY_DSN=sentry.dsn, GOODSEED_RUNNER="no_such_runner") as server:
        schedule(server, "demo")
        (event, *_) = wait_for(lambda: sentry.find("jobserver"))
    assert "crashed" in json.dumps(event)
