"""GET /api/scraper/status: a job, or a seller's latest, in the web app's words."""

from __future__ import annotations

from typing import Any

from database.engine import transaction
from goodseed_spiders.sellers import declared_sellers
from jobs.listing import Selection, find, list_jobs
from jobserver.describing import as_scraper_job
from jobserver.refusal import Refusal
from jobserver.requests.web_app import ScraperStatusRequest
from jobserver.services.service import ApiService
from jobserver.shapes.web_app import ScraperJob

LATEST = 10


class ScraperStatus(ApiService):
    """The job of `jobId`; without one, the latest ten of `sellerId`, the newest first."""

    takes = ScraperStatusRequest
    gives = ScraperJob
    statuses = (200, 400, 401, 404, 503)
    may_list = True

    def answer(self, asked: ScraperStatusRequest) -> Any:
        """One job, or a list."""
        if asked.job_id:
            return self._one(asked.job_id)
        if not asked.seller_id:
            raise Refusal("jobId or sellerId is needed", field="jobId")
        if asked.seller_id not in declared_sellers():
            raise Refusal(f"there is no seller {asked.seller_id!r}", "SELLER_NOT_FOUND", 404, "sellerId")
        with transaction() as connection:
            jobs = list_jobs(connection, Selection(seller=asked.seller_id), limit=LATEST).jobs
        return [as_scraper_job(job) for job in jobs]

    def _one(self, job_id: str) -> ScraperJob:
        with transaction() as connection:
            job = find(connection, job_id)
        if job is None:
            raise Refusal(f"there is no job {job_id!r}", "JOB_NOT_FOUND", 404, "jobId")
        return as_scraper_job(job)
