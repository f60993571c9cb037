"""Which network addresses a crawl may turn to: the open internet, and nothing inside (no SSRF)."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is on the open internet: not private, of a link, of a metadata service, of this machine.

    An IPv6 address that carries an IPv4 one is what that one is. What is no address is not public.

    >>> [is_public(address) for address in ("1.1.1.1", "10.1.2.3", "169.254.169.254", "127.0.0.1", "100.64.0.1")]
    [True, False, False, False, False]
    >>> [is_public(address) for address in ("2606:4700::1111", "::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1")]
    [True, False, False, False, False]
    """
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(part.is_global and not part.is_multicast for part in (read, *_carried(read)))


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that lead out of an IPv6 one: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return []
    if address in _NAT64:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return [part for part in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if part]
