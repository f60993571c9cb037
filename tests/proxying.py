"""A small HTTP proxy on loopback that speaks the real protocol: it forwards, and wants a login when told so."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Proxy:
    """A running proxy: its address without a login, and the addresses that it was asked for."""

    place: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def proxying(login: str | None = None) -> Iterator[Proxy]:
    """Run a proxy; with a `login` ("user:password") it answers 407 to whoever does not have it."""
    wanted = f"Basic {b64encode(login.encode()).decode()}" if login else None

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            proxy.asked.append(self.path)
            if self.headers.get("Proxy-Authorization") != wanted:
                self._answer(407, b"who are you?", {"Proxy-Authenticate": 'Basic realm="proxy"'})
                return
            parts = urlsplit(self.path)
            target = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=20)
            kept = {name: value for name, value in self.headers.items() if not name.lower().startswith("proxy-")}
            target.request("GET", self.path.partition(parts.netloc)[2], headers=kept)
            response = target.getresponse()
            self._answer(response.status, response.read(), dict(response.getheaders()))
            target.close()

        def do_CONNECT(self) -> None:
            proxy.asked.append(self.path)
            self._answer(502, b"", {})

        def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name in ("Content-Type", "ETag", "Proxy-Authenticate"):
                if name in headers:
                    self.send_header(name, headers[name])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    proxy = Proxy(f"127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
