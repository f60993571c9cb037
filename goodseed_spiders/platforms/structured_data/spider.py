"""Shops of no known software: each product page is read by its mark-up and by what its visitors see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data.reader import read_product_page
from goodseed_spiders.seller_spider import SellerSpider

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.items import RawProduct


class StructuredDataSpider(SellerSpider):
    """A shop whose product pages carry JSON-LD, microdata or OpenGraph, or at least a price beside a name."""

    platform = "structured_data"

    def read_page(self, tree: LexborHTMLParser, url: str) -> Iterable[RawProduct]:
        """The page's product, if it has one."""
        product = read_product_page(tree, url)
        return [] if product is None else [product]
