"""Magento 2 (Adobe Commerce, Mage-OS).

How to recognise such a shop: pages carry `text/x-magento-init` scripts, the body has classes such as
`catalog-product-view`; `/graphql` answers.
"""

from goodseed_spiders.platforms.magento.spider import MagentoSpider

__all__ = ["MagentoSpider"]
