"""The base of all WooCommerce sellers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from goodseed_spiders.discovery import Listings, Sitemap
from goodseed_spiders.discovery.listings import NO_PRODUCTS
from goodseed_spiders.platforms.completing import complete, keep
from goodseed_spiders.platforms.product_links import find_product_links
from goodseed_spiders.platforms.woocommerce.product_page import read_product_page
from goodseed_spiders.platforms.woocommerce.store_api import StoreApi
from goodseed_spiders.seller_spider import SellerSpider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.discovery import Way
    from goodseed_spiders.items import RawProduct

# The link of a card, by the theme's own class, WooCommerce's, the block themes', or whatever a card holds.
_LINKS = (
    "li.product h3.prod_titles a",
    "a.woocommerce-LoopProduct-link",
    ".woocommerce-loop-product__title a",
    ".wc-block-product .wp-block-post-title a",
    "li.product h2 a, li.product h3 a, .product-grid-item h3 a, .type-product h2 a, .type-product h3 a",
    "li.product a[href], .product.type-product a[href]",
)


class WooCommerceSpider(SellerSpider):
    """A WooCommerce shop. To add one: name, homepage, currency; `sources` are its listings or sitemaps.

    Products are found by the Store API, else by sitemap, else by listing; `ways` fixes another order, as for a
    shop whose pages tell facts that its API does not.
    """

    platform = "woocommerce"
    sources = ("/shop/",)
    appears = ", ".join((*_LINKS, ".product_title", "form.cart", NO_PRODUCTS))
    ways: ClassVar[tuple[type[Way], ...]] = (StoreApi, Sitemap, Listings)

    def read_page(self, tree: LexborHTMLParser, url: str) -> Iterator[RawProduct]:
        """The product of a product page; of any other page nothing."""
        page = keep(tree, url)
        if raw := read_product_page(tree, url):
            yield complete(raw, page, url)

    def find_links(self, tree: LexborHTMLParser, url: str) -> list[str]:
        """The product pages that a listing's cards lead to."""
        return find_product_links(tree, url, _LINKS)
