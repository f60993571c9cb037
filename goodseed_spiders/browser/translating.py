"""The browser's errors, in Scrapy's terms."""

from __future__ import annotations

import logging

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

from goodseed_spiders.browser.errors import BrowserFailed

logger = logging.getLogger(__name__)

PROXY_FAILED = ("net::ERR_PROXY_", "net::ERR_TUNNEL_", "net::ERR_NO_SUPPORTED_PROXIES")
_ERRORS: dict[str, type[Exception]] = {
    "net::ERR_PROXY_CONNECTION_FAILED": DownloadConnectionRefusedError,
    "net::ERR_TUNNEL_CONNECTION_FAILED": TunnelError,
    "net::ERR_NAME_NOT_RESOLVED": CannotResolveHostError,
    "net::ERR_CONNECTION_REFUSED": DownloadConnectionRefusedError,
    "net::ERR_TIMED_OUT": DownloadTimeoutError,
    "net::ERR_CONNECTION_TIMED_OUT": DownloadTimeoutError,
    "net::": DownloadFailedError,
}


def translate(error: PlaywrightError) -> Exception:
    """What Scrapy would have raised; BrowserFailed for what is the browser's own fault."""
    message = str(error).partition("\n")[0]
    if isinstance(error, PlaywrightTimeout):
        return DownloadTimeoutError(message)
    for words, kind in _ERRORS.items():
        if words in message:
            return kind(message)
    logger.error("Chromium failed: %s", message)
    return BrowserFailed(message)


def is_of_proxy(error: PlaywrightError) -> bool:
    """Whether it was the proxy that failed."""
    return any(words in str(error) for words in PROXY_FAILED)
