from goodseed_spiders.platforms.seed_card import SeedCardSpider


class SunWestGenetics(SeedCardSpider):
    name = "sunwestgenetics"
    seller_name = "SunWest Genetics"
    homepage = "https://www.sunwestgenetics.com/"
    currency = "USD"
    sources = ("/shop/",)
