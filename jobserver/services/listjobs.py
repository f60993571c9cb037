"""GET /listjobs.json: the jobs as scrapyd tells them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from database.engine import transaction
from jobs.job import Job
from jobs.listing import Selection, list_jobs, list_queued
from jobs.states import FINISHED, State
from jobserver.describing import as_finished, as_pending, as_running
from jobserver.projects import check_project
from jobserver.requests.projects import MaybeProjectRequest
from jobserver.services.service import Service
from jobserver.shapes.queue import ListJobsAnswer

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class ListJobs(Service):
    """All pending and running jobs, and the latest finished ones, over all nodes."""

    takes = MaybeProjectRequest
    gives = ListJobsAnswer

    def answer(self, asked: MaybeProjectRequest) -> dict[str, Any]:
        """The jobs: pending in the order of the queue, running as they started, finished with the latest first."""
        check_project(asked.project)
        pending, running, finished = read_jobs(self.root.options.finished_to_keep)
        logs = self.root.options.logs
        return {
            "pending": [as_pending(job) for job in pending],
            "running": [as_running(job, logs) for job in running],
            "finished": [as_finished(job, logs) for job in finished],
        }


def read_jobs(finished_to_keep: int) -> tuple[list[Job], list[Job], list[Job]]:
    """The pending, the running and the latest finished jobs."""
    with transaction() as connection:
        pending = list_queued(connection)
        running = list_jobs(connection, Selection((State.ACTIVE,)), limit=1_000).jobs
        finished = list_jobs(connection, Selection(FINISHED), limit=finished_to_keep).jobs
    running.sort(key=lambda job: job.started_at or LONG_AGO)
    finished.sort(key=lambda job: job.finished_at or LONG_AGO, reverse=True)
    return pending, running, finished
