"""The links of a shop's pages that are worth a look: those that may lead to all products, or to one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from goodseed_spiders.hosts import hosts_of
from goodseed_spiders.platforms.product_links import find_product_links
from goodseed_spiders.platforms.structured_data.spider import CARDS
from pipelines.normalise.links import canonical_url, host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborHTMLParser

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
# Paths of one product, the likeliest first; the last may be those of a part of the shop.
_SURE_PRODUCT = re.compile(r"(?:/[^/]+)*/(?:products?|items?|p)/[^/]+(?:/[^/]+)?/?")
_LIKELY_PRODUCT = re.compile(r"(?:/[^/]+)*/(?:shop|store|seeds|strains|catalog)/(?:[^/]+/)?[^/]+/?")
_NO_PRODUCT = re.compile(
    r"/(?:cart|checkout|basket|account|my-account|login|search|blog|pages?|tags?|brands?|(?:product-)?(?:tag|category))/"
)


def find_listings(tree: LexborHTMLParser, url: str, homepage: str) -> list[str]:
    """Links that may lead to all products, the likeliest first."""
    told = [(_rank(link), len(link), link) for link in dict.fromkeys(own_links(_hrefs(tree), url, homepage))]
    return [link for rank, _, link in sorted(told) if rank < len(_LISTINGS)]


def find_product(tree: LexborHTMLParser, url: str, homepage: str) -> str | None:
    """The first link of a page that looks like a product's: by its path, or because a card has it."""
    cards = own_links(find_product_links(tree, url, CARDS), url, homepage)
    return choose_product(own_links(_hrefs(tree), url, homepage), cards)


def choose_product(links: Iterable[str], cards: Iterable[str] = ()) -> str | None:
    """Of some addresses the first that is likeliest a product's; of `cards` any, unless it is known to be none.

    >>> choose_product(["https://a.example/shop/", "https://a.example/about", "https://a.example/product/haze/"])
    'https://a.example/product/haze/'
    >>> choose_product(["https://a.example/seeds.html"], ["https://a.example/blue-dream.html"])
    'https://a.example/blue-dream.html'
    """
    links = [link for link in links if _may_be_product(link)]
    sure = [link for link in links if _SURE_PRODUCT.fullmatch(urlsplit(link).path.lower())]
    likely = [link for link in links if _LIKELY_PRODUCT.fullmatch(urlsplit(link).path.lower())]
    return next(iter([*sure, *filter(_may_be_product, cards), *likely]), None)


def own_links(links: Iterable[str | None], url: str, homepage: str) -> Iterator[str]:
    """The absolute addresses on the shop's own hosts, without their queries."""
    hosts = hosts_of(homepage)
    addresses = (canonical_url(link, url) for link in links)
    return (address.partition("?")[0] for address in addresses if address and host_of(address) in hosts)


def _hrefs(tree: LexborHTMLParser) -> Iterator[str | None]:
    return (node.attributes.get("href") for node in tree.css("a[href]"))


def _may_be_product(link: str) -> bool:
    path = urlsplit(link).path.lower()
    return path.strip("/") != "" and _rank(link) == len(_LISTINGS) and not _NO_PRODUCT.search(f"{path}/")


def _rank(link: str) -> int:
    path = urlsplit(link).path.lower().removesuffix(".html")
    return next((place for place, likely in enumerate(_LISTINGS) if likely.fullmatch(path)), len(_LISTINGS))
