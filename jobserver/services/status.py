"""GET /status.json: where a job is."""

from __future__ import annotations

from typing import Any

from database.engine import transaction
from jobs.listing import find, list_attempts
from jobserver.describing import as_attempt, progress, scrapyd_state
from jobserver.projects import check_project
from jobserver.requests.queue import StatusRequest
from jobserver.services.service import Service
from jobserver.shapes.queue import StatusAnswer


class Status(Service):
    """Where a job is, how far, and how its attempts went."""

    takes = StatusRequest
    gives = StatusAnswer

    def answer(self, asked: StatusRequest) -> dict[str, Any]:
        """scrapyd's state of the job, with its progress and attempts when it is known."""
        check_project(asked.project)
        with transaction() as connection:
            job, attempts = find(connection, asked.job), list_attempts(connection, asked.job)
        if job is None:
            return {"currstate": None}
        told = [as_attempt(attempt, self.root.options.logs) for attempt in attempts]
        return {"currstate": scrapyd_state(job.state), **progress(job), "attempts": told}
