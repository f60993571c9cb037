"""Shopify.

How to recognise such a shop: `/products.json` answers; pages load from `cdn.shopify.com` and name `Shopify.shop`.
"""

from goodseed_spiders.platforms.shopify.spider import ShopifySpider

__all__ = ["ShopifySpider"]
