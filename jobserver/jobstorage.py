"""scrapyd's storage of finished jobs, for those who ask for one: it is the job table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapyd.interfaces import IJobStorage
from zope.interface import implementer

from database.engine import transaction
from jobs.listing import Selection, list_jobs
from jobs.states import FINISHED
from jobserver.options import read_options
from jobserver.projects import PROJECT
from jobserver.pulse import latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from scrapyd import Config


@dataclass(frozen=True, slots=True)
class FinishedJob:
    """A finished job with scrapyd's names."""

    project: str
    spider: str
    job: str
    start_time: datetime
    end_time: datetime


@implementer(IJobStorage)
class JobTable:
    """Finished jobs survive restarts; the latest `finished_to_keep` are told."""

    def __init__(self, config: Config):
        self.options = read_options(config)

    def add(self, job: Any) -> None:
        """Nothing to do: a crawl writes its own end, and the launcher what the crawl could not."""

    def list(self) -> list[FinishedJob]:
        """The finished jobs, the latest first."""
        with transaction() as connection:
            page = list_jobs(connection, Selection(FINISHED), limit=self.options.finished_to_keep)
        return [
            FinishedJob(PROJECT, job.seller, job.job_id, job.started_at or job.finished_at, job.finished_at)
            for job in page.jobs
            if job.finished_at
        ]

    def __len__(self) -> int:
        return latest.numbers.finished

    def __iter__(self) -> Iterator[FinishedJob]:
        return iter(self.list())
