"""The few Scrapy settings that a job may bring along: a free choice of settings would be a free choice of code."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from scrapy.settings import SETTINGS_PRIORITIES

from goodseed_spiders.arguments import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scrapy.settings import BaseSettings

    from goodseed_spiders.seller_spider import SellerSpider

# In seconds, from the command line (-s) or a variable of the environment, GOODSEED_<NAME>.
SECONDS = ("DOWNLOAD_DELAY", "LONGEST_RETRY_AFTER", "BROWSER_PATIENCE", "DATABASE_PATIENCE")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
SWITCH = {"1": "1", "true": "1", "on": "1", "yes": "1", "0": "0", "false": "0", "off": "0", "no": "0"}


def read_overrides(given: Mapping[str, str], seller: type[SellerSpider]) -> dict[str, str]:
    """The settings as a crawl of the seller takes them. Raises BadArgument, which names the setting."""
    return {name: _read(name, value, seller) for name, value in given.items()}


def check_settings(settings: BaseSettings) -> None:
    """Check what a person has set for a crawl by hand. Raises BadArgument, which names the setting or variable."""
    for name in SECONDS:
        value = str(settings.get(name))
        if _seconds(value) is None:
            whose = f"setting: {name}" if _is_given(settings, name) else f"GOODSEED_{name}"
            raise BadArgument(f"{whose} cannot be {value[:100]!r}: a number of seconds is needed")
    for name, read in READERS.items():
        if _is_given(settings, name) and read(str(settings.get(name)).strip()) is None:
            raise BadArgument(f"setting: {name} cannot be {str(settings.get(name))[:100]!r}")


def _is_given(settings: BaseSettings, name: str) -> bool:
    return (settings.getpriority(name) or 0) >= SETTINGS_PRIORITIES["cmdline"]


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if 0 <= seconds < math.inf else None


def _read(name: str, value: str, seller: type[SellerSpider]) -> str:
    if name == "DOWNLOAD_DELAY":
        return _read_delay(value, seller.delay[0])
    if name not in READERS:
        raise BadArgument(f"setting: {name[:100]!r} cannot be set; only DOWNLOAD_DELAY, {', '.join(READERS)} can")
    read = READERS[name](value.strip())
    if read is None:
        raise BadArgument(f"setting: {name} cannot be {value[:100]!r}")
    return read


def _read_delay(value: str, least: float) -> str:
    delay = _seconds(value)
    if delay is None or delay > 3600:
        raise BadArgument(f"setting: DOWNLOAD_DELAY cannot be {value[:100]!r}: seconds up to 3600 are allowed")
    if delay < least:
        raise BadArgument(f"setting: DOWNLOAD_DELAY {delay:g} is under the seller's own {least:g}")
    return f"{delay:g}"


def _count(value: str) -> str | None:
    return value if value.isascii() and value.isdigit() and len(value) < 10 else None


def _level(value: str) -> str | None:
    return value.upper() if value.upper() in LEVELS else None


READERS: dict[str, Callable[[str], str | None]] = {
    "CLOSESPIDER_TIMEOUT": _count,
    "CLOSESPIDER_TIMEOUT_NO_ITEM": _count,
    "CLOSESPIDER_ITEMCOUNT": _count,
    "CLOSESPIDER_PAGECOUNT": _count,
    "CLOSESPIDER_PAGECOUNT_NO_ITEM": _count,
    "CLOSESPIDER_ERRORCOUNT": _count,
    "LOG_LEVEL": _level,
    "HTTPCACHE_ENABLED": lambda value: SWITCH.get(value.lower()),
}


def split_settings(texts: list[str]) -> dict[str, str]:
    """`NAME=value` texts as a mapping. Raises BadArgument."""
    pairs: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise BadArgument(f"setting: {text[:100]!r} is not NAME=value")
        pairs[name] = value
    return pairs
