"""The container's health check says what the job server says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from jobserver.healthcheck import main


@contextmanager
def answering(status: int, text: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/health" else 404)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield str(server.server_port)
        server.shutdown()


def test_it_succeeds_while_the_server_is_well(monkeypatch: pytest.MonkeyPatch):
    with answering(200, b"{}") as port:
        monkeypatch.setenv("PORT", port)
        assert main() == 0


def test_it_fails_with_what_the_server_says_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with answering(503, b'{"status": "unhealthy"}') as port:
        monkeypatch.setenv("PORT", port)
        assert main() == 1
    assert '{"status": "unhealthy"}' in capsys.readouterr().err


def test_it_fails_where_nobody_listens(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("PORT", str(listener.getsockname()[1]))
    assert main() == 1
    assert "refused" in capsys.readouterr().err
