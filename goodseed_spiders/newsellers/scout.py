"""A polite look at a shop: its homepage, the calls by which platforms tell their catalogue, one product page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider

from goodseed_spiders.hosts import hosts_of
from goodseed_spiders.html import UnreadablePage, parse_html
from goodseed_spiders.newsellers.findings import Findings, look_at_page
from goodseed_spiders.platforms.recognition import Recognition, prefer
from goodseed_spiders.platforms.shopify.products_json import PATH as SHOPIFY_FEED
from goodseed_spiders.platforms.woocommerce.store_api import PATH as STORE_API

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response
    from twisted.python.failure import Failure


class Scout(Spider):
    """Asks for a handful of pages, one after the other, and keeps what they tell in `findings`."""

    name = "scout"
    custom_settings = {"ITEM_PIPELINES": {}}  # noqa: RUF012 (Scrapy reads it from the class)

    def __init__(self, findings: Findings, delay: tuple[float, float], **arguments: Any):
        super().__init__(**arguments)
        self.findings = findings
        self.homepage = findings.homepage
        self.delay = delay
        self.hosts = hosts_of(findings.homepage)
        self.allowed_domains = sorted(self.hosts)

    async def start(self) -> AsyncIterator[Request]:
        """The homepage."""
        yield Request(self.findings.homepage, self.read_homepage, errback=self.note_failure)

    def read_homepage(self, response: Response) -> Iterator[Request]:
        """What the homepage tells, and the calls to try."""
        self.read_page(response)
        root = self.findings.homepage.rstrip("/")
        platform = self.findings.recognition.platform if self.findings.recognition else None
        if platform in (None, "woocommerce", "structured_data"):
            yield self._try(f"{root}{STORE_API}?per_page=1", self.read_store_api)
        if platform in (None, "shopify", "structured_data"):
            yield self._try(f"{root}{SHOPIFY_FEED}?limit=1", self.read_feed)
        for listing in self.findings.listings[:1]:
            # Some homepages show nothing of the shop behind them.
            yield Request(listing, self.read_page, errback=self.note_failure)

    def read_page(self, response: Response) -> None:
        """What any page tells."""
        try:
            tree = parse_html(response)
        except UnreadablePage as error:
            self.findings.notes.append(f"{response.url}: {error}")
            return
        before = self.findings.recognition
        look_at_page(self.findings, tree, response.text, response.url)
        recognition = self.findings.recognition
        if recognition and recognition != before:
            self.findings.notes.append(f"{response.url}: {'; '.join(recognition.reasons)}")

    def read_store_api(self, response: Response) -> None:
        """WooCommerce's public catalogue, if that is what answers."""
        told = _parse(response)
        if isinstance(told, list) and told and isinstance(told[0], dict):
            total = (response.headers.get("X-WP-Total") or b"?").decode()
            self._recognise("woocommerce", f"the Store API answers: {total} products")
            self.findings.currency = (told[0].get("prices") or {}).get("currency_code") or self.findings.currency

    def read_feed(self, response: Response) -> None:
        """Shopify's feed, if that is what answers."""
        told = _parse(response)
        if isinstance(told, dict) and isinstance(told.get("products"), list):
            self._recognise("shopify", "the feed /products.json answers")

    def note_failure(self, failure: Failure) -> None:
        """Keep what could not be read."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.findings.notes.append(f"{request.url}: {failure.getErrorMessage()}")

    def _recognise(self, platform: str, reason: str) -> None:
        self.findings.recognition = prefer(self.findings.recognition, Recognition(platform, (reason,)))
        self.findings.notes.append(reason)

    def _try(self, url: str, read: Any) -> Request:
        return Request(url, read, errback=lambda _: None)


def _parse(response: Response) -> Any:
    try:
        return json.loads(response.body)
    except ValueError:
        return None
