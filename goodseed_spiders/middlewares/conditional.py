"""Conditional requests: a page that is remembered is asked for only if it has changed (RFC 9110, section 13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler

    from goodseed_spiders.seller_spider import SellerSpider

# In a request's meta: the page may be left out when the shop says that it is as it was.
MAY_BE_UNCHANGED = {"may_be_unchanged": True, "handle_httpstatus_list": [304]}


class ConditionalRequests:
    """Tells the shop which version of a page is known, so that it can answer 304, "not modified"."""

    def __init__(self, crawler: Crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Add what is remembered of the page to its request."""
        if not request.meta.get("may_be_unchanged"):
            return
        spider = cast("SellerSpider", self.crawler.spider)
        page = (await spider.remembered.find([request.url])).get(request.url)
        if page and page.etag:
            request.headers.setdefault("If-None-Match", page.etag)
        if page and page.last_modified:
            request.headers.setdefault("If-Modified-Since", page.last_modified)
