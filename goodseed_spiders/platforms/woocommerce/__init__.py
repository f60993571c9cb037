"""WooCommerce, the shop plugin of WordPress.

How to recognise such a shop: `/wp-json/wc/store/v1/products` answers; pages name `wp-content/plugins/woocommerce`,
their body has the class `woocommerce`. A theme whose listing cards tell everything has a platform of its own,
`seed_card`: it needs a fraction of the requests.
"""

from goodseed_spiders.platforms.woocommerce.spider import WooCommerceSpider

__all__ = ["WooCommerceSpider"]
