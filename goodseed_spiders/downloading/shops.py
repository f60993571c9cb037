"""What counts as one shop: its host, with or without www; on this machine each port is a shop of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

from goodseed_spiders.hosts import is_loopback

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
    return f"{host}:{parts.port or HTTP_PORTS.get(parts.scheme)}" if is_loopback(url) else host
