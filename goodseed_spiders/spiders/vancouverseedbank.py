from goodseed_spiders.platforms.seed_card import SeedCardSpider


class VancouverSeedBank(SeedCardSpider):
    name = "vancouverseedbank"
    seller_name = "Vancouver Seed Bank"
    homepage = "https://vancouverseedbank.ca/"
    currency = "CAD"
    sources = ("/shop/",)
