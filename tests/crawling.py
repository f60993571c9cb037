"""Crawls as people start them, and shops made of pages that a test wrote."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from database.engine import transaction

ROOT = Path(__file__).parents[1]
SCRAPY = [sys.executable, "-m", "scrapy"]


def crawl(
    seller: str, *words: str, environment: dict[str, str] | None = None, wait: float = 120
) -> subprocess.CompletedProcess[str]:
    """`scrapy crawl <seller> …` to its end."""
    command = [*SCRAPY, "crawl", seller, "-s", "LOG_LEVEL=WARNING", *words]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        timeout=wait,
        check=False,
    )


def crawl_pages(address: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A crawl of a listing on this machine by a seed card seller, without politeness."""
    trial = {"GOODSEED_EXTRA_HOSTS": "127.0.0.1"}
    fast = ("-a", f"sources={address}", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_ENABLED=False")
    return crawl("sonomaseeds", *fast, *words, environment=trial)


def query(statement: str, **values: Any) -> list[Any]:
    """The rows of a statement."""
    with transaction() as connection:
        return list(connection.exec_driver_sql(statement, values or None))


def latest_job() -> Any:
    """The job that was made last."""
    return query("SELECT * FROM scrape_jobs ORDER BY created_at DESC LIMIT 1")[0]


@contextmanager
def serving(pages: dict[str, bytes | str], content_type: str = "text/html; charset=utf-8") -> Iterator[str]:
    """A server on loopback with these pages by path, and 404 for all others; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            body = page.encode() if isinstance(page, str) else page or b"not here"
            self.send_response(200 if page is not None else 404)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def card(
    name: str, *, path: str | None = None, packs: dict[int, str] | None = None, number: int = 1, extra: str = ""
) -> str:
    """A card of a made-up product, in stock unless `extra` says otherwise."""
    radios = "".join(
        f'<div class="variation_val"><input type="radio" class="product_variation_radio" item-price="{price}"'
        f' value="{seeds}-seeds"><div class="variation_val_num">{seeds} Seeds</div></div>'
        for seeds, price in (packs or {5: "50.00"}).items()
    )
    link = path or f"/product/{name.lower().replace(' ', '-')}/"
    return (
        f'<li class="product post-{number} instock"><h3 class="prod_titles"><a href="{link}">{name}</a></h3>'
        f"{radios}{extra}</li>"
    )


def listing(*cards: str, last: int | None = 1) -> str:
    """A listing page; `last` is the number of pages that it tells, or None."""
    widget = "" if last is None else f'<div class="jet-filters-pagination__item" data-value="{last}"></div>'
    return f'<html><head><meta charset="utf-8"></head><body><ul>{"".join(cards)}</ul>{widget}</body></html>'
