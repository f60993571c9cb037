"""The project's settings with the made-up sellers: SCRAPY_SETTINGS_MODULE names this module."""

from goodseed_spiders.settings import *  # noqa: F403

SPIDER_MODULES = ["tests.jobserver_sellers.spiders"]
