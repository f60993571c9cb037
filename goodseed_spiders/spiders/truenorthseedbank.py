from goodseed_spiders.discovery import Listings
from goodseed_spiders.platforms.magento import MagentoSpider


class TrueNorthSeedBank(MagentoSpider):
    name = "truenorthseedbank"
    seller_name = "True North Seed Bank"
    homepage = "https://www.truenorthseedbank.com/"
    currency = "CAD"
    sources = ("/cannabis-seeds?product_list_limit=48",)
    promise = MagentoSpider.promise | {"thc": 80, "type": 80}
    ways = (Listings,)
