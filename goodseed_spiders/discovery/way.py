"""What all ways have in common: how pages are asked for, counted, and what happens when a way leads nowhere."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request

from goodseed_spiders.failures import kind_of

if TYPE_CHECKING:
    from twisted.python.failure import Failure

    from goodseed_spiders.items import RawProduct
    from goodseed_spiders.seller_spider import SellerSpider
    from pipelines.page import PageRead, PagesUnchanged

    Found = RawProduct | PageRead | PagesUnchanged | Request
    Reader = Callable[..., Iterator[Found] | AsyncIterator[Found]]


class Way(ABC):
    """One way to find what a shop sells, for the length of one crawl."""

    name: ClassVar[str]

    def __init__(self, spider: SellerSpider):
        self.spider = spider
        self.pages = spider.pages

    @abstractmethod
    def open(self) -> Iterator[Request]:
        """The first requests."""

    def ask(
        self, url: str, read: Reader, *, meta: dict[str, Any] | None = None, browser: bool = False, **known: Any
    ) -> Iterator[Request]:
        """The request of a page, if the crawl may ask for one more; `read` is given its response and what is known."""
        meta = {**(meta or {})}
        if browser:
            # What the shop says of a page's age is not of what its scripts draw.
            meta |= {"browser": True, "may_be_unchanged": False}
        if self.pages.may_ask():
            yield Request(url, callback=read, errback=self.fail, cb_kwargs=known, meta=meta)

    def try_out(self, url: str, read: Reader) -> Iterator[Request]:
        """The request of a page that may not be there; `miss` says what then."""
        for request in self.ask(url, read):
            yield request.replace(errback=self._fail_trial)

    def fail(self, failure: Failure) -> Iterator[Request]:
        """Count a page that could not be read."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.skip(request.url, kind_of(failure))
        return iter(())

    def skip(self, url: str, kind: str) -> None:
        """Count a page that could not be read, by kind."""
        self.pages.failures[kind] += 1
        self.spider.logger.warning("Page %s could not be read: %s", url, kind)

    def miss(self, url: str, why: str) -> Iterator[Request]:
        """What follows when a page that was tried out is not there: the next way, if there is one."""
        following = self.spider.next_way()
        if following is None:
            self.skip(url, why)
            return
        self.pages.untell()
        yield from self.hand_over(following, f"{urlsplit(url).path}: {why}")

    def hand_over(self, following: Way, why: str) -> Iterator[Request]:
        """The first requests of another way, since this one leads nowhere."""
        self.spider.logger.info("Products are not found by %s (%s): trying %s", self.name, why, following.name)
        yield from following.open()

    def _fail_trial(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        return self.miss(request.url, kind_of(failure))
