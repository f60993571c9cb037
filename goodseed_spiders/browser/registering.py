"""Switches the browser on for one crawl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.browser.chromium import find_chromium, launch_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings

HANDLER = "goodseed_spiders.browser.handler.BrowserPages"
MOST_PAGES = 2


def register(settings: BaseSettings, schemes: Iterable[str]) -> None:
    """Let requests of these schemes come through the browser when they ask for it. Raises MissingBrowser.

    Each scheme starts a driver of some 95 MB, so that no crawl should register one that it does not need.
    """
    options = launch_options(find_chromium())
    handlers = dict.fromkeys(schemes, HANDLER)
    settings.set("DOWNLOAD_HANDLERS", {**settings.getdict("DOWNLOAD_HANDLERS"), **handlers}, priority="spider")
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", options, priority="spider")
    settings.set("PLAYWRIGHT_MAX_CONTEXTS", 1, priority="spider")
    settings.set("PLAYWRIGHT_MAX_PAGES_PER_CONTEXT", MOST_PAGES, priority="spider")
    milliseconds = settings.getfloat("DOWNLOAD_TIMEOUT") * 1000
    settings.set("PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT", milliseconds, priority="spider")
