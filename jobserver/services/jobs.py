"""GET /jobs.json: the jobs, filtered and paged."""

from __future__ import annotations

from typing import Any

from database.engine import transaction
from jobs.listing import BadCursor, Selection, list_jobs
from jobs.states import State
from jobserver.describing import as_job
from jobserver.refusal import Refusal
from jobserver.requests.queue import JobsRequest
from jobserver.services.service import Service
from jobserver.shapes.queue import JobsAnswer


class Jobs(Service):
    """Jobs by state, seller and time, the newest first, a page at a time."""

    takes = JobsRequest
    gives = JobsAnswer

    def answer(self, asked: JobsRequest) -> dict[str, Any]:
        """One page, and the cursor of the next."""
        selection = Selection(asked.state or tuple(State), asked.seller, asked.since, asked.until)
        try:
            with transaction() as connection:
                page = list_jobs(connection, selection, cursor=asked.cursor, limit=asked.limit)
        except BadCursor as error:
            raise Refusal(str(error), field="cursor") from None
        return {"jobs": [as_job(job, self.root.options.logs) for job in page.jobs], "next": page.cursor}
