"""The base of all sellers of no known software."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from goodseed_spiders.discovery import Listings, Sitemap
from goodseed_spiders.platforms.structured_data.reader import read_product_page
from goodseed_spiders.seller_spider import SellerSpider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.discovery import Way
    from goodseed_spiders.items import RawProduct

# Cards of a listing, the surest kind first.
CARDS = (
    "[itemtype*='schema.org/Product'] a[href]",
    "li[class*='product' i] a[href], article[class*='product' i] a[href]",
    "[class*='product-card' i] a[href], [class*='product-item' i] a[href], [class*='product-tile' i] a[href]",
    "[class*='product' i] a[href]",
)


class StructuredDataSpider(SellerSpider):
    """A shop whose product pages tell by themselves. To add one: name, homepage, currency; `sources` are its
    listings or sitemaps.
    """

    platform = "structured_data"
    sources = ("/",)
    ways: ClassVar[tuple[type[Way], ...]] = (Sitemap, Listings)

    def read_page(self, tree: LexborHTMLParser, url: str) -> Iterator[RawProduct]:
        """The product of a product page; of any other page nothing."""
        if raw := read_product_page(tree, url):
            yield raw

    def find_links(self, tree: LexborHTMLParser, url: str) -> list[str]:
        """The pages that a listing's cards lead to."""
        for selector in CARDS:
            if links := [urljoin(url, node.attributes.get("href") or "") for node in tree.css(selector)]:
                return list(dict.fromkeys(links))
        return []
