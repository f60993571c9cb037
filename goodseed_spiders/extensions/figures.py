"""What a crawl has counted, by its pages and its statistics: for its job's row, and for the judgement at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from goodseed_spiders.downloading.manners import RETRY_AFTER
from goodseed_spiders.middlewares.refusals import ANSWERS, REFUSALS
from jobs.attempts import Progress
from jobs.outcome import Reading
from pipelines.reject import LeftOut, Rejected
from pipelines.writer import GAVE_UP, REFUSED

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from goodseed_spiders.pages import Pages
    from goodseed_spiders.seller_spider import SellerSpider


def read_progress(crawler: Crawler) -> Progress:
    """How far the crawl is."""
    pages = _pages(crawler)
    errors = count_errors(crawler) + pages.failures.total() + pages.doubts.total()
    return Progress(pages.done, pages.total, errors)


def read_figures(crawler: Crawler, reason: str) -> Reading:
    """What the crawl did, which closed for this reason."""
    pages = _pages(crawler)
    rejected, left_out = (
        read_statistic(crawler, f"item_dropped_reasons_count/{kind.__name__}") for kind in (Rejected, LeftOut)
    )
    return Reading(
        reason=reason,
        pages_done=pages.done,
        items=pages.products + pages.unchanged - left_out,
        rejected=rejected + read_statistic(crawler, REFUSED),
        errors=count_errors(crawler),
        failures=pages.failures,
        refusals=_count_refusals(crawler),
        answers=read_statistic(crawler, ANSWERS),
        retry_after=read_statistic(crawler, RETRY_AFTER) or None,
        database_error=read_statistic(crawler, GAVE_UP) or None,
        obstacle=cast("SellerSpider", crawler.spider).obstacle,
    )


def describe_cost(crawler: Crawler, products: int) -> str:
    """How many requests went out (robots.txt, retries and redirects included) for how many products."""
    requests = read_statistic(crawler, "downloader/request_count")
    share = f", {100 * requests / products:.1f} for a hundred" if products else ""
    return f"{requests} requests for {products} products{share}"


def count_errors(crawler: Crawler) -> int:
    """Exceptions in our own code."""
    return int(read_statistic(crawler, "spider_exceptions/count") + read_statistic(crawler, "item_error_count"))


def read_statistic(crawler: Crawler, name: str) -> Any:
    """One of Scrapy's statistics; 0 when nothing was counted."""
    assert crawler.stats is not None
    return crawler.stats.get_value(name, 0)


def _pages(crawler: Crawler) -> Pages:
    return cast("SellerSpider", crawler.spider).pages


def _count_refusals(crawler: Crawler) -> dict[str, int]:
    """The answers by which the shop refused us, by kind."""
    assert crawler.stats is not None
    stats = crawler.stats.get_stats().items()
    return {name.removeprefix(REFUSALS): count for name, count in stats if name.startswith(REFUSALS)}
