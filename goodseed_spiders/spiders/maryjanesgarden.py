from goodseed_spiders.platforms.seed_card import SeedCardSpider


class MaryJanesGarden(SeedCardSpider):
    name = "maryjanesgarden"
    seller_name = "Mary Jane’s Garden"
    homepage = "https://maryjanesgarden.com/"
    currency = "USD"
    sources = ("/shop/", "/feminized-marijuana-seeds/", "/fast-version/")
