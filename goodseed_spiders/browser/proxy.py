"""The proxy that the browser goes through: one of those that requests take in turn, for as long as it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.async_api import ProxySettings


def read_proxy(url: str) -> ProxySettings:
    """A proxy's address as Playwright takes it, its login apart from it.

    >>> read_proxy("http://seeds:s3cr%40t@10.0.0.1:3128")
    {'server': 'http://10.0.0.1:3128', 'username': 'seeds', 'password': 's3cr@t'}
    >>> read_proxy("http://proxy.example:8080")
    {'server': 'http://proxy.example:8080'}
    """
    parts = urlsplit(url)
    proxy: ProxySettings = {"server": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"}
    if parts.username is not None:
        proxy |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    return proxy
