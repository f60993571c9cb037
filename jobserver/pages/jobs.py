"""GET /jobs: the table that scrapyd shows there, in the mark-up that its readers (ScrapydWeb) look for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from jobs.pace import measure
from jobserver.logfiles import latest_log_url
from jobserver.pages.page import Page
from jobserver.projects import PROJECT
from jobserver.services.listjobs import read_jobs

if TYPE_CHECKING:
    from jobs.job import Job


class JobsPage(Page):
    """Pending, running and finished jobs."""

    template = "jobs.html"

    def read(self) -> dict[str, Any]:
        """Rows of text."""
        pending, running, finished = read_jobs(self.root.options.finished_to_keep)
        return {
            "pending": [self._row(job) for job in pending],
            "running": [self._row(job) for job in running],
            "finished": [self._row(job) for job in finished],
        }

    def _row(self, job: Job) -> dict[str, Any]:
        start = job.started_at or job.finished_at
        return {
            "project": PROJECT,
            "spider": job.seller,
            "job": job.job_id,
            "pid": job.pid,
            "start": _short(start),
            "runtime": str(timedelta(seconds=int(measure(job, datetime.now(UTC)).seconds))),
            "finish": _short(job.finished_at),
            "log": latest_log_url(self.root.options.logs, job.seller, job.job_id),
        }


def _short(moment: datetime | None) -> str:
    """Local time to the second."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S") if moment else ""
