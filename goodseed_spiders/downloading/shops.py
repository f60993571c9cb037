"""What counts as one shop: its host, with or without www; on this machine each port is a shop of its own."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

HTTP_PORTS = {"http": 80, "https": 443}


def shop_of(url: str) -> str:
    """The shop that an address belongs to.

    >>> shop_of("https://www.shop.example/shop/page/2/"), shop_of("http://shop.example/robots.txt")
    ('shop.example', 'shop.example')
    >>> shop_of("http://127.0.0.1:8900/shop/")
    '127.0.0.1:8900'
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removesuffix(".").removeprefix("www.")
    return f"{host}:{parts.port or HTTP_PORTS.get(parts.scheme)}" if is_loopback(host) else host


def is_loopback(host: str) -> bool:
    """Whether a host's name alone says that it is this machine.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.9", "::1", "shop.example", "10.0.0.1")]
    [True, True, True, False, False]
    """
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
