"""Keeps requests where they belong: on the seller's hosts, and out of private networks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.utils.defer import maybe_deferred_to_future

from goodseed_spiders.downloading.addresses import is_public
from goodseed_spiders.hosts import extra_hosts, hosts_of, is_loopback, ports_of
from goodseed_spiders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Collection

    from scrapy import Request, Spider


def trusted_hosts(spider: Spider) -> frozenset[str]:
    """The hosts that may be anywhere: those that GOODSEED_EXTRA_HOSTS names, and a seller's that is on this machine."""
    homepage: str = getattr(spider, "homepage", "")
    return extra_hosts() | (hosts_of(homepage) if is_loopback(homepage) else frozenset())


def is_on_site(host: str, domains: Collection[str] | None) -> bool:
    """Whether a host is one of the domains or below one; without any, every host is.

    >>> [is_on_site(host, ["shop.example"]) for host in ("shop.example", "cdn.shop.example", "myshop.example")]
    [True, True, False]
    """
    return not domains or any(host == domain or host.endswith(f".{domain}") for domain in domains)


async def check_address(request: Request, spider: Spider) -> None:
    """Raise Unread unless the request may go out.

    Retries and redirects come by here too, which Scrapy's own check of hosts lets through after a retry. A name is
    resolved here and stays in Scrapy's cache, so that the connection goes to the very address that was checked.
    Behind a proxy it is the proxy that resolves. A spider of no seller is a person's own, in `scrapy shell` say, who
    may look at anything.
    """
    host = urlsplit(request.url).hostname or ""
    if not is_on_site(host, getattr(spider, "allowed_domains", None)):
        raise Unread("offsite", f"{request.url} is not on the seller's hosts")
    homepage = getattr(spider, "homepage", None)
    if homepage is None:
        return
    if host in hosts_of(homepage) - extra_hosts() and urlsplit(request.url).port not in ports_of(homepage):
        raise Unread("offsite", f"{request.url} is not on a port of the seller's")
    if host in trusted_hosts(spider):
        return
    address = await _resolve(request.url, behind_proxy=bool(request.meta.get("proxy")))
    if address is not None and not is_public(address):
        raise Unread(
            "private address", f"{host} is at {address}, inside a private network; GOODSEED_EXTRA_HOSTS can allow it"
        )


async def _resolve(url: str, *, behind_proxy: bool) -> str | None:
    """The IP address of a host; None when it is not known here, of which the download itself will tell."""
    from twisted.internet import abstract, reactor

    host = urlsplit(url).hostname or ""
    if abstract.isIPAddress(host) or abstract.isIPv6Address(host):
        return host
    if is_loopback(url):
        return "127.0.0.1"
    if behind_proxy:
        return None
    try:
        # Twisted declares the type of another argument for the name.
        address: str = await maybe_deferred_to_future(reactor.resolve(host))  # type: ignore[arg-type]
    except Exception:
        return None
    return address
