"""Sends each request through the next of the proxies that PROXY_URLS names."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotConfigured,
)

from goodseed_spiders.downloading.proxies import Proxies, Proxy, read_proxies
from goodseed_spiders.unread import Unread

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

USED = "goodseed_proxy"
LOGIN_NEEDED = 407
# Behind a proxy it is the proxy that did this; the others may be the shop's doing.
_CERTAIN = (DownloadConnectionRefusedError, CannotResolveHostError, TunnelError)
_DOUBTFUL = (DownloadTimeoutError, DownloadFailedError)


class ProxyRotation:
    """In front of Scrapy's HttpProxyMiddleware, which takes the login out of the address into a header.

    When all proxies rest, a request fails: it never goes out directly.
    """

    def __init__(self, urls: list[str]):
        self._proxies = Proxies(urls)

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        urls = read_proxies()
        if not urls:
            raise NotConfigured
        return cls(urls)

    def process_request(self, request: Request) -> None:
        """Choose a proxy. Raises Unread when none is left."""
        proxy = self._proxies.next()
        if proxy is None:
            raise Unread("proxy", "none of the proxies in PROXY_URLS answers")
        request.meta["proxy"] = proxy.url
        request.meta[USED] = proxy

    def process_response(self, request: Request, response: Response) -> Response:
        """Note that the proxy works, or that it does not know us."""
        proxy: Proxy | None = request.meta.get(USED)
        if proxy is not None and response.status == LOGIN_NEEDED:
            self._fail(proxy, "it wants another login", is_certain=True)
            raise Unread("proxy", f"the proxy {proxy.place} wants another login")
        if proxy is not None:
            proxy.do_well()
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Rest a proxy that does not answer; the retry takes another one."""
        proxy: Proxy | None = request.meta.get(USED)
        if proxy is not None and isinstance(exception, _CERTAIN + _DOUBTFUL):
            self._fail(proxy, type(exception).__name__, is_certain=isinstance(exception, _CERTAIN))

    def _fail(self, proxy: Proxy, why: str, *, is_certain: bool) -> None:
        if proxy.fail(time.monotonic(), is_certain=is_certain):
            logger.warning("The proxy %s rests for some minutes: %s", proxy.place, why)
