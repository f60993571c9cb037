"""What a look at a shop finds: its software, how its products can be found, its name and currency."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from goodseed_spiders.newsellers.links import find_listings
from goodseed_spiders.platforms.currency import find_currency
from goodseed_spiders.platforms.nodes import attribute_of, text_of
from goodseed_spiders.platforms.recognition import Recognition, prefer, recognise
from pipelines.normalise.money import find_money
from pipelines.normalise.text import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# Their signs are those of others, too: "¥", "Rs".
_OF_SHARED_SIGNS = frozenset(("JPY", "INR"))
_UNSHOWN = frozenset(("script", "style", "noscript", "template"))
# What a dollar is, where a shop writes nothing but the sign.
_BY_COUNTRY = {"ca": "CAD", "au": "AUD", "nz": "NZD", "uk": "GBP", "ch": "CHF"}
_SEPARATORS = re.compile(r"\s[|–—·»-]\s")


@dataclass(slots=True)
class Findings:
    """What is known of a shop so far. `notes` are for people: what was looked at, and what it told."""

    homepage: str
    recognition: Recognition | None = None
    title: str | None = None
    currency: str | None = None
    signs: Counter[str] = field(default_factory=Counter)
    listings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def currency_of_signs(self) -> str | None:
        """The currency whose sign most of the prices had that were seen; None when that sign is several's."""
        return next((currency for currency, _ in self.signs.most_common(1)), None) or None


def look_at_page(findings: Findings, tree: LexborHTMLParser, body: str, url: str) -> None:
    """Add what a page of the shop tells."""
    findings.recognition = prefer(findings.recognition, recognise(tree, body))
    findings.title = findings.title or _read_title(tree)
    findings.currency = findings.currency or find_currency(tree)
    findings.signs += _count_signs(tree)
    findings.listings += [link for link in find_listings(tree, url, findings.homepage) if link not in findings.listings]


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


def _count_signs(tree: LexborHTMLParser) -> Counter[str]:
    """How many prices of a page have a sign of which currency; "" is one that does not tell it, such as "$"."""
    nodes = tree.body.traverse(include_text=True) if tree.body else ()
    shown = (node for node in nodes if node.tag == "-text" and node.parent and node.parent.tag not in _UNSHOWN)
    text = clean(" ".join(node.text() for node in shown))
    found = (money.currency for money in find_money(text or "", ""))
    return Counter("" if currency in _OF_SHARED_SIGNS else currency for currency in found)
