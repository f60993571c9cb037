"""Looking at jobs: one by its id, many by state, seller and time, and the attempts at one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from database.statements import execute
from jobs.job import Attempt, Job, read_attempt, read_job
from jobs.new_job import is_job_id
from jobs.states import State

if TYPE_CHECKING:
    from sqlalchemy import Connection


class BadCursor(ValueError):
    """A cursor that no list of jobs has given out."""

    def __init__(self, cursor: str):
        super().__init__(f"cursor: {cursor[:120]!r} is not one that a list of jobs has given out")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which jobs to list: in one of the states, of a seller, made from `since` until before `until`."""

    states: Collection[State] = tuple(State)
    seller: str | None = None
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list of jobs; `cursor` leads to the next part, None at the end."""

    jobs: list[Job]
    cursor: str | None


def find(connection: Connection, job_id: str) -> Job | None:
    """The job of this id, or None."""
    if not is_job_id(job_id):
        return None
    row = execute(connection, "jobs/find", job_id=job_id).one_or_none()
    return row and read_job(row)


def list_jobs(
    connection: Connection, selection: Selection = EVERYTHING, *, cursor: str | None = None, limit: int = 100
) -> Page:
    """The jobs of a selection, the newest first, from a cursor on.

    Costs a look into an index for each state, however many jobs there are. Raises BadCursor.
    """
    before, before_id = _read_cursor(cursor) if cursor else (None, None)
    values = {
        "states": list(selection.states),
        "seller": selection.seller,
        "since": selection.since,
        "until": selection.until,
        "before": before,
        "before_id": before_id,
        "limit": limit + 1,
    }
    jobs = [read_job(row) for row in execute(connection, "jobs/list", **values)]
    more = len(jobs) > limit
    return Page(jobs[:limit], _make_cursor(jobs[limit - 1]) if more else None)


def list_queued(connection: Connection, limit: int = 10_000) -> list[Job]:
    """The jobs that wait, foremost first: due before delayed, by priority, then by when they were, or will be, due."""
    return [read_job(row) for row in execute(connection, "jobs/queued", limit=limit)]


def find_known(connection: Connection, job_ids: Collection[str]) -> set[str]:
    """Those of the ids of which there are jobs."""
    return set(execute(connection, "jobs/known", job_ids=list(job_ids)).scalars())


def list_attempts(connection: Connection, job_id: str) -> list[Attempt]:
    """The attempts at a job, the first one first."""
    return [read_attempt(row) for row in execute(connection, "jobs/attempts", job_id=job_id)]


def _make_cursor(job: Job) -> str:
    return f"{job.created_at.timestamp():.6f}~{job.job_id}"


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    moment, _, job_id = cursor.partition("~")
    try:
        if not is_job_id(job_id):
            raise ValueError
        return datetime.fromtimestamp(float(moment), UTC), job_id
    except (ValueError, OverflowError, OSError):
        raise BadCursor(cursor) from None
