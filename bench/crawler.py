"""One crawl of the demo shop, measured: python -m bench.crawler bare|plain|ours (bench.crawl runs all three)."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from bench.plain import store_raw
from bench.plain_spider import PlainSpider
from database.engine import transaction
from goodseed_spiders.discovery import listings
from goodseed_spiders.seller_spider import SellerSpider
from goodseed_spiders.sellers import register
from goodseed_spiders.spiders.demo import Demo
from jobs.attempts import start_by_hand
from pipelines import item_pipelines, writer

COMMON = {"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS": 8, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}


class BareSpider(PlainSpider):
    """Downloads the pages and looks at nothing."""

    def read_cards(self, _response: Response) -> Iterator[dict[str, Any]]:
        return iter(())


class PlainPipeline:
    """One item, one upsert, one commit, in the way of the crawl."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        store_raw(item)
        return item


def main() -> None:
    kind = sys.argv[1]
    spent: Counter[str] = Counter()
    with transaction() as connection:
        register(connection, Demo)
        job = start_by_hand(connection, "demo", {})
    settings = get_project_settings() if kind == "ours" else Settings()
    settings.setdict(COMMON, priority="cmdline")
    spider: type = {"bare": BareSpider, "plain": PlainSpider, "ours": Demo}[kind]
    if kind == "ours":
        settings.set("JOB", job, priority="cmdline")
        _time_parts(spent)
    else:
        settings.set("ITEM_PIPELINES", {PlainPipeline: 300}, priority="cmdline")
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    process.crawl(crawler)
    cpu = time.process_time()
    process.start()
    stats: Any = crawler.stats
    measured = {
        "products": _count_products(crawler),
        "pages": stats.get_value("response_received_count") - stats.get_value("robotstxt/response_count", 0),
        "seconds": stats.get_value("elapsed_time_seconds"),
        "cpu": time.process_time() - cpu,
        **spent,
    }
    print(json.dumps(measured))


def _count_products(crawler: Crawler) -> int:
    """Ours counts them itself: what it remembers of pages goes through the pipelines, too."""
    if isinstance(crawler.spider, SellerSpider):
        return crawler.spider.pages.products
    assert crawler.stats is not None
    return int(crawler.stats.get_value("item_scraped_count", 0))


def _time_parts(spent: Counter[str]) -> None:
    """Count the CPU time of the thread in which each part of ours runs."""
    for owner, name, part in (
        (listings, "parse_html", "parse"),
        (SellerSpider, "read_tree", "parse"),
        (item_pipelines, "read_product", "normalise and validate"),
        (writer, "_store_all", "store"),
    ):
        setattr(owner, name, _timed(getattr(owner, name), spent, part))


def _timed(function: Callable[..., Any], spent: Counter[str], part: str) -> Callable[..., Any]:
    def timed(*args: Any) -> Any:
        start = time.thread_time()
        try:
            return function(*args)
        finally:
            spent[part] += time.thread_time() - start  # type: ignore[assignment]

    return timed


if __name__ == "__main__":
    main()
