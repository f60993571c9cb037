"""Which hosts belong to a seller, and which addresses may be asked for at all."""

from __future__ import annotations

import os
from ipaddress import ip_address
from urllib.parse import urlsplit


def hosts_of(homepage: str) -> frozenset[str]:
    """The seller's own hosts, with and without www, and those that GOODSEED_EXTRA_HOSTS names.

    >>> sorted(hosts_of("https://www.shop.example/"))
    ['shop.example', 'www.shop.example']
    """
    bare = (urlsplit(homepage).hostname or "").removeprefix("www.")
    return frozenset({bare, f"www.{bare}"}) | extra_hosts()


def ports_of(homepage: str) -> tuple[int | None, ...]:
    """Those of the web, or the one that the homepage names: other services of its machine are no shop."""
    own = urlsplit(homepage).port
    return (own,) if own else (None, 80, 443)


def extra_hosts() -> frozenset[str]:
    """Hosts on which any seller's pages may be read, for trials: `GOODSEED_EXTRA_HOSTS`, comma-separated."""
    named = os.environ.get("GOODSEED_EXTRA_HOSTS", "")
    return frozenset(host.strip().lower() for host in named.split(",") if host.strip())


def is_web_address(text: str) -> bool:
    """Whether a text is an http(s) address with a host.

    >>> is_web_address("https://shop.example/"), is_web_address("shop.example"), is_web_address("ftp://shop.example/")
    (True, False, False)
    """
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine.

    >>> is_loopback("http://127.0.0.1:8900/"), is_loopback("http://localhost/"), is_loopback("https://shop.example/")
    (True, True, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
