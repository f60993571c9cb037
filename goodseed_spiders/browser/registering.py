"""Switches the browser on for one crawl."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from goodseed_spiders.browser.chromium import find_chromium, launch_options

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from goodseed_spiders.seller_spider import SellerSpider

HANDLER = "goodseed_spiders.browser.handler.BrowserPages"
MOST_PAGES = 2


def register(settings: BaseSettings, spider: SellerSpider) -> None:
    """Let the requests that ask for it come through the browser, if the crawl has any. Raises MissingBrowser.

    Each scheme starts a driver of some 95 MB, so that none is registered that the crawl does not need.
    """
    schemes = _find_schemes(spider)
    if not schemes:
        return
    options = launch_options(find_chromium())
    handlers = dict.fromkeys(schemes, HANDLER)
    settings.set("DOWNLOAD_HANDLERS", {**settings.getdict("DOWNLOAD_HANDLERS"), **handlers}, priority="spider")
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", options, priority="spider")
    settings.set("PLAYWRIGHT_MAX_CONTEXTS", 1, priority="spider")
    settings.set("PLAYWRIGHT_MAX_PAGES_PER_CONTEXT", MOST_PAGES, priority="spider")
    milliseconds = settings.getfloat("DOWNLOAD_TIMEOUT") * 1000
    settings.set("PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT", milliseconds, priority="spider")


def _find_schemes(spider: SellerSpider) -> list[str]:
    addresses = [source.url for source in spider.chosen_sources() if spider.needs_browser(source)]
    addresses += [spider.homepage] if spider.browser else []
    return sorted({urlsplit(address).scheme for address in addresses})
