import os

from goodseed_spiders.platforms.seed_card import SeedCardSpider


class Demo(SeedCardSpider):
    """The demo shop on this machine (`python -m demo`), which needs no politeness."""

    name = "demo"
    seller_name = "Demo Shop"
    homepage = os.environ.get("DEMO_SHOP_URL", "http://127.0.0.1:8900/")
    is_scheduled = "DEMO_SHOP_URL" in os.environ  # else it is most likely not running
    currency = "USD"
    sources = ("/shop/",)
    delay = (0, 0)
