"""The base of all Magento sellers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from goodseed_spiders.discovery import Listings, Sitemap
from goodseed_spiders.discovery.listings import NO_PRODUCTS
from goodseed_spiders.platforms.completing import complete, keep
from goodseed_spiders.platforms.magento.graphql import GraphQL
from goodseed_spiders.platforms.magento.product_page import read_product_page
from goodseed_spiders.platforms.product_links import find_product_links
from goodseed_spiders.seller_spider import SellerSpider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.discovery import Way
    from goodseed_spiders.items import RawProduct

_LINKS = (".product-item a.product-item-link", ".product-item a.product-item-photo", ".product-items a[href].product")


class MagentoSpider(SellerSpider):
    """A Magento 2 shop. To add one: name, homepage, currency, and `sources`, its listings.

    `?product_list_limit=48` in a source asks for larger pages, where the shop offers them.
    """

    platform = "magento"
    page_parameter = "p"
    appears = ", ".join((*_LINKS, ".product-info-main .price", NO_PRODUCTS))
    ways: ClassVar[tuple[type[Way], ...]] = (GraphQL, Listings, Sitemap)

    def read_page(self, tree: LexborHTMLParser, url: str) -> Iterator[RawProduct]:
        """The product of a product page; of any other page nothing."""
        page = keep(tree, url)
        if raw := read_product_page(tree, url, self.currency):
            yield complete(raw, page, url)

    def find_links(self, tree: LexborHTMLParser, url: str) -> list[str]:
        """The product pages that a listing's items lead to."""
        return find_product_links(tree, url, _LINKS)
