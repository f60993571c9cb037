"""Scrapy's own way to fetch http and https, with manners.

They are kept here because the middlewares run before a request waits in Scrapy's queue: what they let pass together
would go out back to back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from goodseed_spiders.downloading.manners import manners_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class PoliteHandler(HTTP11DownloadHandler):
    """Sends each request in its turn."""

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        self.crawler = crawler

    async def download_request(self, request: Request) -> Response:
        """The response. Raises Unread when the request may not go out."""
        return await manners_of(self.crawler).send(request, super().download_request)
