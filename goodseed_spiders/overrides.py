"""The few Scrapy settings that a job may bring along: a free choice of settings would be a free choice of code."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from goodseed_spiders.arguments import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goodseed_spiders.seller_spider import SellerSpider

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
SWITCH = {"1": "1", "true": "1", "on": "1", "yes": "1", "0": "0", "false": "0", "off": "0", "no": "0"}


def read_overrides(given: Mapping[str, str], seller: type[SellerSpider]) -> dict[str, str]:
    """The settings as a crawl of the seller takes them. Raises BadArgument, which names the setting."""
    return {name: _read(name, value, seller) for name, value in given.items()}


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
    try:
        delay = float(value)
    except ValueError:
        delay = math.nan
    if not 0 <= delay <= 3600:
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
