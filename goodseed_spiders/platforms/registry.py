"""The platforms that are known here, by name: what `scrapy extract --platform` reads a page with."""

from __future__ import annotations

import difflib
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodseed_spiders.seller_spider import SellerSpider

# Imported when they are asked for: a crawl needs one of them.
_SPIDERS = {
    "seed_card": "goodseed_spiders.platforms.seed_card:SeedCardSpider",
    "woocommerce": "goodseed_spiders.platforms.woocommerce:WooCommerceSpider",
    "shopify": "goodseed_spiders.platforms.shopify:ShopifySpider",
    "magento": "goodseed_spiders.platforms.magento:MagentoSpider",
    "structured_data": "goodseed_spiders.platforms.structured_data:StructuredDataSpider",
}


class UnknownPlatform(LookupError):
    """There is no such platform; the message names those that there are."""


def platform_names() -> list[str]:
    """The names of all platforms."""
    return sorted(_SPIDERS)


def find_platform(name: str) -> type[SellerSpider]:
    """The base spider of a platform. Raises UnknownPlatform."""
    if name not in _SPIDERS:
        close = difflib.get_close_matches(name, _SPIDERS, 1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise UnknownPlatform(f"unknown platform {name!r}, there are: {', '.join(platform_names())}{hint}")
    module, _, attribute = _SPIDERS[name].partition(":")
    spider: type[SellerSpider] = getattr(import_module(module), attribute)
    return spider
