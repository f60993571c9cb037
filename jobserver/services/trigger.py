"""POST /api/scraper/trigger: queue a crawl, in the web app's words."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

from database.engine import transaction
from jobs.new_job import NewJob
from jobs.queue import Entry
from jobs.states import Trigger as By
from jobserver.describing import as_scraper_job
from jobserver.orders import check_arguments, find_ordered_seller, queue
from jobserver.refusal import Refusal
from jobserver.requests.web_app import TriggerRequest, stored_priority
from jobserver.seller_rows import list_sellers
from jobserver.services.service import ApiService
from jobserver.shapes.web_app import ScraperJob


class Trigger(ApiService):
    """Queue a crawl of a seller."""

    verb = "POST"
    takes = TriggerRequest
    gives = ScraperJob
    wakes = True
    statuses = (200, 201, 400, 401, 404, 409, 503)

    def answer(self, asked: TriggerRequest) -> tuple[int, Any]:
        """201 with the new job; 200 with the one of this id; 409 with the one that the seller has already."""
        try:
            seller = find_ordered_seller(asked.seller_id)
        except Refusal:
            raise Refusal(f"there is no seller {asked.seller_id!r}", "SELLER_NOT_FOUND", 404, "sellerId") from None
        with transaction() as connection:
            rows = list_sellers(connection, seller.name)
        if rows and (rows[0].is_paused or not rows[0].is_active):
            said = "paused" if rows[0].is_paused else "hidden"
            raise Refusal(f"seller {asked.seller_id!r} is {said}", "SELLER_INACTIVE", 400, "sellerId")
        arguments = make_arguments(asked)
        try:
            check_arguments(seller, arguments)
        except Refusal as refusal:
            raise _say_it_their_way(refusal) from None
        new = NewJob(
            seller=seller.name,
            trigger=By.API,
            job_id=asked.job_id,
            args=arguments,
            priority=stored_priority(asked.priority),
            delay=timedelta(milliseconds=asked.delay),
        )
        queued = queue(seller, new)
        job = as_scraper_job(queued.job)
        if queued.entry is Entry.SELLER_HAS_ONE:
            said = f"seller {seller.name!r} has job {job.job_id} already, which is {job.status.lower()}"
            error = {"code": "JOB_ALREADY_EXISTS", "message": said}
            return 409, {"success": False, "error": error, "data": job}
        return (201 if queued.is_new else 200), job


# What the web app calls the crawl's own arguments.
THEIR_NAMES = {
    "start_page": "config.startPage",
    "end_page": "config.endPage",
    "mode": "config.mode",
    "sources": "scrapingSources",
}


def _say_it_their_way(refusal: Refusal) -> Refusal:
    message = refusal.message
    for name, theirs in THEIR_NAMES.items():
        message = re.sub(rf"\b{name}\b", theirs, message)
    return Refusal(message, field=THEIR_NAMES.get(refusal.field or "", refusal.field))


def make_arguments(asked: TriggerRequest) -> dict[str, str]:
    """The crawl's own arguments, as `scrapy crawl -a name=value` takes them: all text."""
    config = asked.config
    arguments: dict[str, str] = {"mode": config.mode}
    if config.full_site_crawl:
        arguments["full"] = "true"
    else:
        pages = {"start_page": config.start_page, "end_page": config.end_page}
        arguments |= {name: str(page) for name, page in pages.items() if page is not None}
    if asked.scraping_sources:
        sources = [
            {"url": source.scraping_source_url, "name": source.scraping_source_name, "max_page": source.max_page}
            for source in asked.scraping_sources
        ]
        arguments["sources"] = json.dumps(sources)
    return arguments
