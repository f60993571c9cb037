from goodseed_spiders.discovery import Sitemap
from goodseed_spiders.platforms.woocommerce import WooCommerceSpider


class MJSeedsCanada(WooCommerceSpider):
    name = "mjseedscanada"
    seller_name = "MJ Seeds Canada"
    homepage = "https://www.mjseedscanada.ca/"
    currency = "CAD"
    sources = ("/product-sitemap.xml",)
    promise = WooCommerceSpider.promise | {"thc": 80, "type": 80}
    ways = (Sitemap,)  # the facts are on the pages only
