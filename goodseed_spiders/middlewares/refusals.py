"""Notices that a shop refuses us: gives it the time that it asks for, and ends a crawl that it does not want."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from goodseed_spiders.downloading.manners import RETRY_AFTER, manners_of
from goodseed_spiders.downloading.refusals import CAPTCHA, LATEST, back_off, find_refusal, is_storm
from goodseed_spiders.downloading.retry_after import read_retry_after
from goodseed_spiders.unread import Unread

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

# Statistics that the end of the crawl reads: all answers, and the refusals by kind.
ANSWERS = "refusals/answers"
REFUSALS = "refusals/kind/"


class Refusals:
    """Sees every answer before it is retried. A page that checks its visitor is no page, whatever its status."""

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self._latest: deque[bool] = deque(maxlen=LATEST)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Raises Unread for a page that checks its visitor."""
        headers = {name.decode("latin-1").lower(): _last(values) for name, values in response.headers.items()}
        kind = find_refusal(response.status, headers, response.body)
        self._latest.append(kind is not None)
        self._count(ANSWERS)
        if kind is None:
            return response
        self._count(REFUSALS + kind)
        await self._give_time(request, response.status, headers.get("retry-after"))
        if is_storm(list(self._latest)):
            manners_of(self.crawler).turn_away(f"the shop refuses us ({kind} for {response.url})")
        if kind == CAPTCHA:
            raise Unread(CAPTCHA, f"{response.url} checks its visitor")
        return response

    async def _give_time(self, request: Request, status: int, retry_after: str | None) -> None:
        """Leave the shop alone for as long as it asks; when that is too long for a crawl, the crawl ends."""
        if status not in (429, 503):
            return
        manners = manners_of(self.crawler)
        asked = read_retry_after(retry_after, datetime.now(UTC))
        if asked is None:
            if status == 429:
                await manners.hold(request, back_off(manners.pace(request).shortest, self._in_a_row()))
            return
        assert self.crawler.stats is not None
        self.crawler.stats.set_value(RETRY_AFTER, asked)
        await manners.hold(request, asked)
        if asked > manners.patience:
            manners.turn_away(f"the shop asks to be left alone for {asked:.0f} s")

    def _in_a_row(self) -> int:
        return next((count for count, refused in enumerate(reversed(self._latest)) if not refused), len(self._latest))

    def _count(self, statistic: str) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(statistic)


def _last(values: list[bytes]) -> str:
    return values[-1].decode("latin-1") if values else ""
