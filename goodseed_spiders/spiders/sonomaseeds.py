from goodseed_spiders.platforms.seed_card import SeedCardSpider


class SonomaSeeds(SeedCardSpider):
    name = "sonomaseeds"
    seller_name = "Sonoma Seeds"
    homepage = "https://www.sonomaseeds.com/"
    currency = "USD"
    sources = ("/shop/",)
