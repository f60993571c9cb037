"""GET /: what runs, what waits, what has ended; the sellers; and the buttons for them."""

from __future__ import annotations

from typing import Any

from database.engine import transaction
from jobs.listing import Selection, list_jobs, list_queued
from jobs.states import FINISHED, QUEUED, State
from jobs.totals import count_states
from jobserver.describing import as_job
from jobserver.pages.page import Page
from jobserver.seller_rows import list_sellers

LATEST = 15


class Home(Page):
    """The first page."""

    template = "home.html"

    def read(self) -> dict[str, Any]:
        """Jobs by what is going on with them, and the sellers."""
        with transaction() as connection:
            running = list_jobs(connection, Selection((State.ACTIVE,)), limit=100).jobs
            queued = list_queued(connection, LATEST)
            counts = count_states(connection)
            finished = list_jobs(connection, Selection(FINISHED), limit=LATEST).jobs
            sellers = list_sellers(connection)
        logs = self.root.options.logs
        return {
            "running": [as_job(job, logs) for job in running],
            "queued": [as_job(job, logs) for job in queued],
            "waiting": sum(counts[state] for state in QUEUED),
            "finished": [as_job(job, logs) for job in finished],
            "sellers": sellers,
        }
