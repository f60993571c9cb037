"""Which hosts belong to a seller."""

from __future__ import annotations

import os
from urllib.parse import urlsplit


def hosts_of(homepage: str) -> frozenset[str]:
    """The seller's own hosts, with and without www, and those that GOODSEED_EXTRA_HOSTS names.

    >>> sorted(hosts_of("https://www.shop.example/"))
    ['shop.example', 'www.shop.example']
    """
    bare = (urlsplit(homepage).hostname or "").removeprefix("www.")
    return frozenset({bare, f"www.{bare}"}) | extra_hosts()


def extra_hosts() -> frozenset[str]:
    """Hosts on which any seller's pages may be read, for trials: `GOODSEED_EXTRA_HOSTS`, comma-separated."""
    named = os.environ.get("GOODSEED_EXTRA_HOSTS", "")
    return frozenset(host.strip().lower() for host in named.split(",") if host.strip())
