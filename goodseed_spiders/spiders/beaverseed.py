from goodseed_spiders.platforms.seed_card import SeedCardSpider


class BeaverSeed(SeedCardSpider):
    name = "beaverseed"
    seller_name = "Beaver Seed"
    homepage = "https://beaverseed.com/"
    currency = "USD"
    sources = ("/shop/", "/feminized-cannabis/", "/autoflowering-cannabis/", "/regular/")
