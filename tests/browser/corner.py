"""Crawls of the demo shop's corner that only a browser can read."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path
from typing import Any

from demo.process import Shop
from tests.crawling import crawl

CORNER = 'sources=[{"url": "/app/", "browser": true}]'


def crawl_corner(*words: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A crawl of the corner to its end."""
    return crawl("demo", "-a", CORNER, *words, environment=environment)


def crawl_with_statistics(log: Path, *words: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """The same, and what Scrapy counted."""
    words = ("-s", "LOG_LEVEL=INFO", "-s", f"LOG_FILE={log}", *words)
    done = crawl_corner(*words, environment={"GOODSEED_LOG_FORMAT": "text"})
    return done, read_statistics(log.read_text(encoding="utf-8"))


def read_statistics(log: str) -> dict[str, Any]:
    """The numbers of the statistics at the end of a log."""
    lines = log.partition("Dumping Scrapy stats:\n")[2].splitlines()
    pairs = [line.strip(" {},").split(": ", 1) for line in lines if line.startswith((" '", "{'"))]
    return {ast.literal_eval(name): int(value) for name, value in pairs if value.isdecimal()}


def list_paths(shop: Shop) -> list[str]:
    """What was asked of the shop."""
    return [str(request["path"]) for request in shop.requests()]
