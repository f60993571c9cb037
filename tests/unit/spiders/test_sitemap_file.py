"""Sitemaps in all the forms in which shops serve them."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response, XmlResponse

from goodseed_spiders.discovery.sitemap_file import Entry, choose_sitemaps, read_lastmod, read_sitemap

URLS = b"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="//shop.example/main-sitemap.xsl"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://shop.example/a/</loc><lastmod>2026-11-23T12:00:17+00:00</lastmod>
<image:image><image:loc>https://shop.example/a.jpg</image:loc></image:image></url>
<url><loc> https://shop.example/b/ </loc></url>
</urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://shop.example/product-sitemap.xml</loc><lastmod>2026-11-23</lastmod></sitemap></sitemapindex>"""


def _read(body: bytes):
    return read_sitemap(XmlResponse("https://shop.example/sitemap.xml", body=body))


def test_a_sitemap_lists_pages_with_their_dates():
    told = _read(URLS)
    assert told is not None and not told.is_index
    assert told.entries == (
        Entry("https://shop.example/a/", datetime(2026, 11, 23, 12, 0, 17, tzinfo=UTC)),
        Entry("https://shop.example/b/", None),
    )


def test_an_index_lists_sitemaps():
    told = _read(INDEX)
    assert told is not None and told.is_index
    assert told.entries == (Entry("https://shop.example/product-sitemap.xml", datetime(2026, 11, 23, tzinfo=UTC)),)


def test_a_packed_sitemap_is_unpacked():
    told = read_sitemap(Response("https://shop.example/sitemap.xml.gz", body=gzip.compress(URLS)))
    assert told is not None and len(told.entries) == 2


@pytest.mark.parametrize("body", [b"", b"<html><body>Not found</body></html>", b"\x1f\x8bbroken", b"{}", b"<urlset"])
def test_what_is_no_sitemap_is_none(body):
    told = _read(body)
    assert told is None or not told.entries


@given(st.binary())
def test_any_bytes_are_a_sitemap_or_none(body):
    read_sitemap(Response("https://shop.example/sitemap.xml", body=body))


@given(st.text())
def test_any_text_is_a_date_or_none(text):
    moment = read_lastmod(text)
    assert moment is None or moment.tzinfo is UTC


def _chosen(*names: str) -> list[str]:
    return [entry.url for entry in choose_sitemaps(Entry(name, None) for name in names)]


@pytest.mark.parametrize(
    ("index", "chosen"),
    [
        (
            ["/post-sitemap.xml", "/product-sitemap.xml", "/product-sitemap2.xml"],
            ["/product-sitemap.xml", "/product-sitemap2.xml"],
        ),
        (["/product_cat-sitemap.xml", "/product_tag-sitemap.xml", "/product-sitemap.xml"], ["/product-sitemap.xml"]),
        (
            ["/wp-sitemap-posts-product-1.xml", "/wp-sitemap-taxonomies-product_cat-1.xml"],
            ["/wp-sitemap-posts-product-1.xml"],
        ),
        (
            ["/sitemap_products_1.xml?from=1&to=9", "/sitemap_pages_1.xml", "/sitemap_collections_1.xml"],
            ["/sitemap_products_1.xml?from=1&to=9"],
        ),
        (["/sitemap-1.xml", "/sitemap-2.xml"], ["/sitemap-1.xml", "/sitemap-2.xml"]),
    ],
)
def test_of_an_index_the_sitemaps_of_products_are_read(index, chosen):
    assert _chosen(*index) == chosen
