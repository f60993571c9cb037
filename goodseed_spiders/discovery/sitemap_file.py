"""Sitemaps (sitemaps.org): what a file of one lists, and which of several list products."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy.utils.gz import gunzip, gzip_magic_number
from scrapy.utils.sitemap import Sitemap as ScrapySitemap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.http import Response

LARGEST = 64 * 1024 * 1024  # bytes, unpacked; sitemaps.org allows 50 MB

# "product-sitemap2.xml" (Yoast), "wp-sitemap-posts-product-1.xml" (WordPress), "sitemap_products_1.xml" (Shopify).
_PRODUCTS = re.compile(r"(?<![a-z])products?(?![a-z])")
# Lists of products, not products: categories, tags, brands.
_TERMS = re.compile(
    r"taxonom|categor|product[_-](?:cat|tag|brand|type|attribute)|collection|(?<![a-z])(?:tag|brand|pa)[_-]"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page or another sitemap, and when it last changed, in UTC; None: not told."""

    url: str
    lastmod: datetime | None


@dataclass(frozen=True, slots=True)
class SitemapFile:
    """What one file lists: other sitemaps (`is_index`) or pages."""

    is_index: bool
    entries: tuple[Entry, ...]


def read_sitemap(response: Response) -> SitemapFile | None:
    """The sitemap that a response is, packed or not; None when it is none."""
    body = response.body
    try:
        if gzip_magic_number(response):
            body = gunzip(body, max_size=LARGEST)
        sitemap = ScrapySitemap(body)
        entries = tuple(Entry(entry["loc"], read_lastmod(entry.get("lastmod"))) for entry in sitemap)
    except (SyntaxError, OSError, EOFError, StopIteration, ValueError):  # lxml's is a SyntaxError
        return None
    if sitemap.type not in ("sitemapindex", "urlset"):
        return None
    return SitemapFile(sitemap.type == "sitemapindex", entries)


def read_lastmod(text: str | None) -> datetime | None:
    """The moment of a W3C date, in UTC; None for what is none.

    >>> read_lastmod("2026-11-23T12:00:17+02:00")
    datetime.datetime(2026, 11, 23, 10, 0, 17, tzinfo=datetime.timezone.utc)
    >>> read_lastmod("2026-11-23"), read_lastmod("yesterday")
    (datetime.datetime(2026, 11, 23, 0, 0, tzinfo=datetime.timezone.utc), None)
    """
    try:
        moment = datetime.fromisoformat((text or "").strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def choose_sitemaps(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Of the sitemaps in an index those that list products; if none says so, all but lists of categories and tags.

    >>> [entry.url for entry in choose_sitemaps([Entry("/post-sitemap.xml", None), Entry("/product-sitemap2.xml", None),
    ...     Entry("/product_cat-sitemap.xml", None)])]
    ['/product-sitemap2.xml']
    """
    fitting = [entry for entry in entries if not _TERMS.search(entry.url.lower())]
    yield from [entry for entry in fitting if _PRODUCTS.search(entry.url.lower())] or fitting
