from goodseed_spiders.discovery import Sitemap
from goodseed_spiders.platforms.woocommerce import WooCommerceSpider


class BCBudDepot(WooCommerceSpider):
    name = "bcbuddepot"
    seller_name = "BC Bud Depot"
    homepage = "https://bcbuddepot.com/"
    currency = "CAD"
    sources = ("/product-sitemap.xml",)
    promise = WooCommerceSpider.promise | {"type": 80}  # pages tell no THC
    ways = (Sitemap,)  # the facts are on the pages only
