"""A crawl that a job server has started: which job it is, what to crawl, and what to say when that cannot be done."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from database.engine import is_outage, transaction
from database.schema import require_schema
from jobs import attempts
from jobs.outcome import Outcome
from jobs.run import read_environment
from jobs.states import ErrorCode, State

if TYPE_CHECKING:
    from jobs.job import Job
    from jobs.run import JobRun

# The lease of a claim is two minutes: a database that comes back later finds the job given to another process.
PATIENCE, PAUSE = 90.0, 1.0


def take_over() -> Job | None:
    """The job that a job server has claimed for this process, with its arguments and settings; None by hand.

    Waits for a database that is away. Raises Overtaken, DatabaseError.
    """
    claimed = read_environment(os.environ)
    if claimed is None:
        return None
    give_up_at = time.monotonic() + PATIENCE
    while True:
        try:
            require_schema()
            with transaction() as connection:
                return attempts.take_over(connection, *claimed, pid=os.getpid())
        except Exception as error:
            if not is_outage(error) or time.monotonic() > give_up_at:
                raise
            time.sleep(PAUSE)


def refuse(run: JobRun, message: str) -> None:
    """End a run whose arguments cannot be used: that would be so every time."""
    with transaction() as connection:
        attempts.fail(connection, run, Outcome(State.FAILED, ErrorCode.VALIDATION_ERROR, message))
