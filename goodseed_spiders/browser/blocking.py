"""What a page in the browser may not load: what tells no facts, and what is none of a shop's business."""

from __future__ import annotations

from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

# Playwright's words. "ping" is navigator.sendBeacon.
UNWANTED_TYPES = frozenset({"image", "imageset", "font", "media", "texttrack", "ping", "cspreport", "manifest"})


def is_unwanted(url: str, kind: str, hosts: frozenset[str]) -> bool:
    """Whether a request of a page is refused; `kind` is Playwright's resource type, `hosts` are the seller's own.

    >>> is_unwanted("https://shop.example/a.jpg", "image", frozenset({"shop.example"}))
    True
    >>> is_unwanted("https://shop.example/cards.json", "fetch", frozenset({"shop.example"}))
    False
    >>> is_unwanted("https://cdn.example/theme.js", "script", frozenset({"shop.example"}))
    False
    """
    if kind in UNWANTED_TYPES:
        return True
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return True
    if host in hosts:
        return _is_tracker(host, parts.path)
    # Frames and pages of others: advertisements, films, maps.
    return kind == "document" or _is_tracker(host, parts.path) or _is_private(host)


def _is_tracker(host: str, path: str) -> bool:
    hosts, paths = _trackers()
    return path.rpartition("/")[2].lower() in paths or any(
        name in hosts for name in (host[start:] for start in _label_starts(host))
    )


def _label_starts(host: str) -> list[int]:
    return [0, *(place + 1 for place, sign in enumerate(host) if sign == ".")]


def _is_private(host: str) -> bool:
    """Whether a host is this machine or a network around it, which a shop's script has no business with."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


@cache
def _trackers() -> tuple[frozenset[str], frozenset[str]]:
    """Hosts, with all below them, and file names."""
    lines = (Path(__file__).parent / "trackers.txt").read_text(encoding="utf-8").splitlines()
    words = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return (
        frozenset(word for word in words if not word.startswith("/")),
        frozenset(word[1:] for word in words if word.startswith("/")),
    )
