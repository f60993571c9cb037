"""Who sent a request, as far as limits are concerned."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twisted.web.http import Request


def find_client(request: Request, *, is_trusted: bool) -> str:
    """The network from which a request came; from a trusted sender, the one for which it says that it asks."""
    peer = getattr(request.getClientAddress(), "host", "a socket on this machine")
    said = request.requestHeaders.getRawHeaders(b"x-forwarded-for", []) if is_trusted else []
    first = said[0].split(b",")[0].decode("latin-1") if said else ""
    return read_network(first) or read_network(peer) or peer


def read_network(text: str) -> str | None:
    """An IPv4 address, or the /64 of an IPv6 address, all of which one household has; None when it is neither.

    >>> [read_network(text) for text in (" 192.0.2.7", "::ffff:192.0.2.7", "2001:db8::7", "unknown")]
    ['192.0.2.7', '192.0.2.7', '2001:db8::/64', None]
    """
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), 64), strict=False))
