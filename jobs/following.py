"""Following jobs while they run, by looking at their rows."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from database.engine import transaction
from jobs.control import NoSuchJob
from jobs.job import Job
from jobs.listing import Selection, find, list_jobs
from jobs.states import UNFINISHED, State

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 0.5  # between two looks


def follow(job_id: str) -> Iterator[Job]:
    """A job as it is, now and then, until it has ended: the last one is finished. Raises NoSuchJob."""
    while True:
        with transaction() as connection:
            job = find(connection, job_id)
        if job is None:
            raise NoSuchJob(job_id)
        yield job
        if job.state.is_finished:
            return
        time.sleep(SECONDS)


def follow_all() -> Iterator[list[Job]]:
    """All unfinished jobs, running ones first, then as they were queued; now and then, without end."""
    while True:
        with transaction() as connection:
            jobs = list_jobs(connection, Selection(UNFINISHED)).jobs
        yield sorted(jobs, key=lambda job: (job.state is not State.ACTIVE, job.run_at))
        time.sleep(SECONDS)
