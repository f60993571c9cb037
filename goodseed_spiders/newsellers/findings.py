"""What a look at a shop finds: its software, how its products can be found, its name and currency."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from goodseed_spiders.hosts import hosts_of
from goodseed_spiders.platforms.nodes import attribute_of, text_of
from goodseed_spiders.platforms.recognition import Recognition, prefer, recognise
from pipelines.normalise.links import canonical_url, host_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_CURRENCIES = (
    "meta[property='product:price:currency']",
    "meta[property='og:price:currency']",
    "meta[itemprop='priceCurrency']",
)
_IN_SCRIPT = re.compile(r'"(?:priceCurrency|currency_code|currencyCode|currency)"\s*:\s*"([A-Z]{3})"')
# What a dollar is, where a shop writes nothing but the sign.
_BY_COUNTRY = {"ca": "CAD", "au": "AUD", "nz": "NZD", "uk": "GBP", "ch": "CHF"}
# Paths that may lead to all products, the likeliest first.
_LISTINGS = tuple(
    map(
        re.compile,
        (
            r"/(?:shop|store|seeds|all-seeds|products|catalog|strains|collections/all)/?",
            r"/(?:[a-z-]*-)?seeds(?:-[a-z-]+)?/?",
            r"/(?:shop|store|collections|product-category|category)/[a-z-]*(?:seeds?|strains?|all)[a-z-]*/?",
        ),
    )
)
_SEPARATORS = re.compile(r"\s[|–—·»-]\s")


@dataclass(slots=True)
class Findings:
    """What is known of a shop so far. `notes` are for people: what was looked at, and what it told."""

    homepage: str
    recognition: Recognition | None = None
    title: str | None = None
    currency: str | None = None
    listings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def look_at_page(findings: Findings, tree: LexborHTMLParser, body: str, url: str) -> None:
    """Add what a page of the shop tells."""
    findings.recognition = prefer(findings.recognition, recognise(tree, body))
    findings.title = findings.title or _read_title(tree)
    findings.currency = findings.currency or _read_currency(tree, body)
    findings.listings += [
        link for link in _find_listings(tree, url, findings.homepage) if link not in findings.listings
    ]


def guess_currency(homepage: str) -> str:
    """The currency of a bare dollar at a shop, by the country of its address; else USD.

    >>> guess_currency("https://www.shop.ca/"), guess_currency("https://shop.example/")
    ('CAD', 'USD')
    """
    return _BY_COUNTRY.get((urlsplit(homepage).hostname or "").rpartition(".")[2], "USD")


def _read_title(tree: LexborHTMLParser) -> str | None:
    """The shop's name, without what its pages add to it."""
    named = attribute_of(tree, "meta[property='og:site_name']", "content")
    title = named or text_of(tree, ".site-title", ".wp-block-site-title") or text_of(tree, "title")
    return _SEPARATORS.split(title)[-1].strip()[:60] or None if title else None


def _read_currency(tree: LexborHTMLParser, body: str) -> str | None:
    told = next(filter(None, (attribute_of(tree, selector, "content") for selector in _CURRENCIES)), None)
    return told or (found[1] if (found := _IN_SCRIPT.search(body)) else None)


def _find_listings(tree: LexborHTMLParser, url: str, homepage: str) -> list[str]:
    """Links that may lead to all products, the likeliest first."""
    addresses = (canonical_url(node.attributes.get("href"), url) for node in tree.css("a[href]"))
    own = {address.partition("?")[0] for address in addresses if host_of(address) in hosts_of(homepage) and address}
    told = [(_rank(urlsplit(link).path.lower()), len(link), link) for link in own]
    return [link for rank, _, link in sorted(told) if rank < len(_LISTINGS)]


def _rank(path: str) -> int:
    return next((place for place, likely in enumerate(_LISTINGS) if likely.fullmatch(path)), len(_LISTINGS))
