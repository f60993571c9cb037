"""The base of all Shopify sellers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin, urlsplit

from goodseed_spiders.discovery import Listings, Sitemap
from goodseed_spiders.platforms.completing import complete, keep
from goodseed_spiders.platforms.product_links import find_product_links
from goodseed_spiders.platforms.shopify.entries import read_entry
from goodseed_spiders.platforms.shopify.product_page import read_product_page
from goodseed_spiders.platforms.shopify.products_json import ProductsJson, read_data
from goodseed_spiders.seller_spider import SellerSpider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Response
    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.discovery import Way
    from goodseed_spiders.items import RawProduct

_LINKS = ("main a[href*='/products/']", "a[href*='/products/']")


class ShopifySpider(SellerSpider):
    """A Shopify shop. To add one: name, homepage, currency (the feed names none)."""

    platform = "shopify"
    sources = ("/collections/all",)
    page_parameter = "page"
    appears = "main a[href*='/products/'], main form[action*='/cart/add']"
    ways: ClassVar[tuple[type[Way], ...]] = (ProductsJson, Sitemap, Listings)

    def read_page(self, tree: LexborHTMLParser, url: str) -> Iterator[RawProduct]:
        """The product of a product page; of any other page nothing."""
        page = keep(tree, url)
        if raw := read_product_page(tree, url):
            yield complete(raw, page, url)

    def read_response(self, response: Response) -> tuple[LexborHTMLParser, list[RawProduct]]:
        """A page; or the product as data, as it is at `/products/<handle>.js`. Raises UnreadablePage."""
        tree, products = super().read_response(response)
        if not products:
            products = [read_entry(entry, response.url) for entry in read_data(response.body)]
            self.pages.products += len(products)
        return tree, products

    def find_links(self, tree: LexborHTMLParser, url: str) -> list[str]:
        """The product pages that a collection leads to, each by its own address."""
        links = find_product_links(tree, url, _LINKS)
        return list(dict.fromkeys(urljoin(url, _own_path(link)) for link in links))

    def may_be_product(self, url: str) -> bool:
        """Whether an address in a sitemap is a product's."""
        return "/products/" in urlsplit(url).path


def _own_path(link: str) -> str:
    """ "/collections/all/products/x" is the product "/products/x".

    >>> _own_path("https://shop.example/collections/all/products/blue-dream?variant=1")
    '/products/blue-dream'
    """
    return "/products/" + urlsplit(link).path.rpartition("/products/")[2].strip("/")
