from goodseed_spiders.discovery import Listings
from goodseed_spiders.platforms.woocommerce import WooCommerceSpider


class RocketSeeds(WooCommerceSpider):
    name = "rocketseeds"
    seller_name = "Rocket Seeds"
    homepage = "https://rocketseeds.com/"
    currency = "CAD"
    sources = ("/product-brand/rocketseeds/",)
    promise = WooCommerceSpider.promise | {"thc": 80, "type": 80}
    ways = (Listings,)  # the shop sells other brands, too
