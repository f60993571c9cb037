"""POST /retry.json: one more attempt for a failed job."""

from __future__ import annotations

from typing import Any

from database.engine import transaction
from jobs.control import NoSuchJob, NotFailed, try_again
from jobserver.projects import check_project
from jobserver.refusal import Refusal
from jobserver.requests.queue import RetryRequest
from jobserver.services.service import Service
from jobserver.shapes.queue import RetryAnswer


class Retry(Service):
    """Give a failed job one more attempt, now."""

    verb = "POST"
    takes = RetryRequest
    gives = RetryAnswer
    wakes = True

    def answer(self, asked: RetryRequest) -> dict[str, Any]:
        """The job, which waits again."""
        check_project(asked.project)
        try:
            with transaction() as connection:
                job = try_again(connection, asked.job)
        except NoSuchJob:
            raise Refusal(f"job '{asked.job}' not found", "JOB_NOT_FOUND", 404, "job") from None
        except NotFailed as error:
            raise Refusal(str(error), field="job") from None
        return {"jobid": job.job_id, "attempt": job.attempt, "max_attempts": job.max_attempts}
