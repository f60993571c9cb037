from goodseed_spiders.platforms.seed_card import SeedCardSpider


class CropKingSeeds(SeedCardSpider):
    name = "cropkingseeds"
    seller_name = "Crop King Seeds"
    homepage = "https://www.cropkingseeds.ca/"
    currency = "CAD"
    sources = (
        "/marijuana-seeds/",
        "/feminized-seeds-canada/",
        "/autoflower-seeds-canada/",
        "/fast-version-marijuana/",
        "/cbd-seeds-canada/",
        "/new-strains/",
    )
