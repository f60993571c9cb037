from goodseed_spiders.discovery import Listings
from goodseed_spiders.platforms.magento import MagentoSpider


class CanukSeeds(MagentoSpider):
    name = "canukseeds"
    seller_name = "Canuk Seeds"
    homepage = "https://www.canukseeds.com/"
    currency = "CAD"
    sources = ("/buy-canuk-seeds?product_list_limit=48",)
    promise = MagentoSpider.promise | {"thc": 80, "type": 80}
    ways = (Listings,)
