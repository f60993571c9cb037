"""What a crawl gets when it belongs to a job: its items are stored, and the job is kept informed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured
from scrapy.extensions.logstats import LogStats

from goodseed_spiders.extensions.coverage import CoverageCounter
from goodseed_spiders.extensions.job import JobKeeper
from pipelines.writer import StorePipeline

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

STORE_PRIORITY = 900


class Storing:
    """Without a job (in `scrapy shell`, `scrapy parse`, `scrapy extract`) nothing is stored."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Switch the storing pipeline and the job's extensions on together."""
        if settings.get("JOB") is None:
            raise NotConfigured
        settings["ITEM_PIPELINES"][StorePipeline] = STORE_PRIORITY
        settings["EXTENSIONS"][JobKeeper] = 0
        settings["EXTENSIONS"][CoverageCounter] = 0
        settings["EXTENSIONS"][LogStats] = None  # the job's own line says more, as often
