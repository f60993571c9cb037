"""Proxies from PROXY_URLS: used in turn, and rested when they do not answer. What they need to log in is never told."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

REST_SECONDS = 300.0
# What may be the shop's fault as well rests a proxy only when it happens so often in a row.
DOUBTS = 2


class BadProxies(ValueError):
    """PROXY_URLS cannot be used; the message is one line without the address itself, which may hold a password."""


@dataclass(slots=True)
class Proxy:
    """One proxy: its address with what it needs to log in, and how it did."""

    url: str
    rests_until: float = float("-inf")
    doubts: int = 0

    @property
    def place(self) -> str:
        """Host and port: the part that may be told."""
        return place_of(self.url)

    def do_well(self) -> None:
        """It has answered."""
        self.doubts = 0

    def fail(self, now: float, *, is_certain: bool) -> bool:
        """It has not answered; whether it rests now. Not `is_certain`: the shop may be to blame."""
        self.doubts += DOUBTS if is_certain else 1
        if self.doubts < DOUBTS:
            return False
        self.doubts = 0
        self.rests_until = now + REST_SECONDS
        return True


class Proxies:
    """Gives out the proxies that do not rest, one after the other."""

    def __init__(self, urls: list[str]):
        self._proxies = [Proxy(url) for url in urls]

    def next(self, now: float | None = None) -> Proxy | None:
        """The next proxy; None when all of them rest."""
        now = time.monotonic() if now is None else now
        for _ in self._proxies:
            proxy = self._proxies.pop(0)
            self._proxies.append(proxy)
            if proxy.rests_until <= now:
                return proxy
        return None


def read_proxies(value: str | None = None) -> list[str]:
    """The addresses in PROXY_URLS, separated by commas or spaces; http is meant where no scheme is named.

    >>> read_proxies("http://user:secret@10.0.0.1:3128, proxy.example:8080")
    ['http://user:secret@10.0.0.1:3128', 'http://proxy.example:8080']

    Raises BadProxies.
    """
    given = os.environ.get("PROXY_URLS", "") if value is None else value
    entries = [entry for entry in re.split(r"[\s,]+", given) if entry]
    return [_check(number, entry) for number, entry in enumerate(entries, start=1)]


def place_of(url: str) -> str:
    """Host and port of a proxy's address.

    >>> place_of("http://user:secret@10.0.0.1:3128")
    '10.0.0.1:3128'
    """
    return urlsplit(url).netloc.rpartition("@")[2]


def _check(number: int, entry: str) -> str:
    url = entry if "://" in entry else f"http://{entry}"
    try:
        parts = urlsplit(url)
        fault = None if parts.hostname else "has no host"
        _ = parts.port
    except ValueError:
        raise BadProxies(f"PROXY_URLS: entry {number} is no address like http://user:password@host:port") from None
    if parts.scheme != "http":
        fault = f"is of the kind {parts.scheme!r}: only http proxies can be used, for https pages too"
    if fault:
        raise BadProxies(f"PROXY_URLS: entry {number} {fault}")
    return url
