"""A job server in a process of its own, for the length of a `with` block; and what can be asked of one."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message

ROOT = Path(__file__).parents[1]
START_SECONDS = 60
STOP_SECONDS = 60
ANSWER_SECONDS = 120

# A proxy of the surroundings has no business on loopback.
_OPENER = build_opener(ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, headers and text."""

    status: int
    headers: Message[str, str]
    text: str

    @property
    def json(self) -> Any:
        """The text read as JSON."""
        return json.loads(self.text)


class JobServer:
    """A running job server."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path):
        self.process = process
        self.port = port
        self.log = log
        self.url = f"http://127.0.0.1:{port}"

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: Any) -> Reply:
        """GET a path with parameters."""
        return self.ask("GET", f"{path}?{urlencode(query, doseq=True)}" if query else path, headers=headers)

    def post(self, path: str, headers: Mapping[str, str] | None = None, **form: Any) -> Reply:
        """POST a form."""
        return self.ask("POST", path, urlencode(form, doseq=True).encode(), headers)

    def post_json(self, path: str, body: Any, headers: Mapping[str, str] | None = None) -> Reply:
        """POST JSON."""
        told = {"Content-Type": "application/json", **(headers or {})}
        return self.ask("POST", path, json.dumps(body).encode(), told)

    def ask(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Reply:
        """Any request. What the server refuses is a reply too."""
        request = Request(self.url + path, body, dict(headers or {}), method=method)  # noqa: S310 (our own address)
        try:
            with _OPENER.open(request, timeout=ANSWER_SECONDS) as answer:
                return Reply(answer.status, answer.headers, answer.read().decode())
        except HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read().decode("utf-8", "replace"))

    def is_healthy(self) -> bool:
        """Whether it says so."""
        try:
            return self.get("/health").status == 200
        except OSError:
            return False

    def stop(self) -> int:
        """Ask it to stop, and wait for that; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """End it at once; its crawls go on."""
        self.process.kill()
        self.process.wait()


@contextmanager
def running_server(log: Path, **variables: str) -> Iterator[JobServer]:
    """Run `scrapyd` on a free port of 127.0.0.1 with these variables; RuntimeError when it does not start."""
    port = find_free_port()
    command = [str(Path(sys.executable).with_name("scrapyd")), "--pidfile="]
    environment = os.environ | {"PORT": str(port)} | variables
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    server = JobServer(process, port, log)
    try:
        _wait(server)
        yield server
    finally:
        if process.poll() is None:
            _end(server)


def find_free_port() -> int:
    """A port on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait(server: JobServer) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while not server.is_healthy():
        if server.process.poll() is not None or time.monotonic() > give_up_at:
            raise RuntimeError(f"the job server did not start: {server.log.read_text()[-2000:]}")
        time.sleep(0.05)


def _end(server: JobServer) -> None:
    try:
        server.stop()
    except subprocess.TimeoutExpired:
        server.kill()
