"""What people may ask of a job: to cancel it, to try it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from database.statements import execute
from jobs.endings import close
from jobs.job import Job, read_job
from jobs.new_job import is_job_id
from jobs.outcome import Outcome
from jobs.states import ErrorCode, State

if TYPE_CHECKING:
    from sqlalchemy import Connection


class NoSuchJob(LookupError):
    """There is no job of this id."""

    def __init__(self, job_id: str):
        self.job_id = job_id
        super().__init__(f"there is no job {job_id!r}")


class NotFailed(Exception):
    """Only a failed job can be tried again; `job` is as it is."""

    def __init__(self, job: Job):
        self.job = job
        super().__init__(f"job {job.job_id} is {job.state}: only a failed job can be tried again")


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A job that somebody does not want: as it is now, and the state in which it was found."""

    job: Job
    before: State


def cancel(connection: Connection, job_id: str) -> Cancelled:
    """Cancel a job: a queued one is cancelled at once, a running one's process is told to stop.

    A running job stays active, and its seller busy, until its process has ended or has not been heard of for too
    long. A finished job stays as it is. Raises NoSuchJob.
    """
    job = _lock(connection, job_id)
    if job.state is State.ACTIVE:
        return Cancelled(read_job(execute(connection, "jobs/request_cancel", job_id=job_id).one()), job.state)
    if job.state.is_finished:
        return Cancelled(job, job.state)
    outcome = Outcome(State.CANCELLED, ErrorCode.CANCELLED, "cancelled before it started")
    return Cancelled(close(connection, job, outcome), job.state)


def try_again(connection: Connection, job_id: str) -> Job:
    """Give a failed job one more attempt, now, also when its seller waits already. Raises NoSuchJob, NotFailed."""
    job = _lock(connection, job_id)
    if job.state is not State.FAILED:
        raise NotFailed(job)
    return read_job(execute(connection, "jobs/try_again", job_id=job_id).one())


def _lock(connection: Connection, job_id: str) -> Job:
    row = execute(connection, "jobs/lock", job_id=job_id).one_or_none() if is_job_id(job_id) else None
    if row is None:
        raise NoSuchJob(job_id)
    return read_job(row)
