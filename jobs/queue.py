"""The queue: jobs are put in, and taken out by any number of job servers that share one database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from database.statements import execute
from jobs.job import Job, read_job
from jobs.limits import limits
from jobs.new_job import NewJob, make_job_id
from jobs.run import JobRun
from jobs.states import Trigger

if TYPE_CHECKING:
    from sqlalchemy import Connection


class NoSuchSeller(LookupError):
    """There is no row of this seller: it is not in the code, or neither a job server nor a crawl has started yet."""

    def __init__(self, seller: str):
        self.seller = seller
        super().__init__(f"there is no seller {seller!r} in the database")


class Entry(StrEnum):
    """What became of a wish for a job."""

    NEW = "new"  # it was queued
    SAME_ID = "same id"  # there is a job of this id already, whatever its state
    SELLER_HAS_ONE = "seller has one"  # its seller waits or is being crawled already


@dataclass(frozen=True, slots=True)
class Enqueued:
    """The job that was queued, or the one that is there instead."""

    job: Job
    entry: Entry

    @property
    def is_new(self) -> bool:
        """Whether this call made the job."""
        return self.entry is Entry.NEW


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that is now active on this node, and its run, which its process must name."""

    job: Job
    run: JobRun


def enqueue(connection: Connection, new: NewJob) -> Enqueued:
    """Queue a job, once: the same job id twice is one job, and a seller has one unfinished job unless asked for more.

    One that the schedule has planned, and nobody has begun, gives way to what somebody asks for. Holds for any number
    of callers at once, by unique indexes. Raises NoSuchSeller.
    """
    values = _values(new)
    while True:
        if row := execute(connection, "jobs/enqueue", **values).one_or_none():
            return Enqueued(read_job(row), Entry.NEW)
        if row := execute(connection, "jobs/find", job_id=values["job_id"]).one_or_none():
            return Enqueued(read_job(row), Entry.SAME_ID)
        if row := execute(connection, "jobs/unfinished_of_seller", seller=new.seller).one_or_none():
            if new.trigger is not Trigger.SCHEDULE and _give_way(connection, row.job_id):
                continue
            return Enqueued(read_job(row), Entry.SELLER_HAS_ONE)
        # Else what was in the way has ended meanwhile.
        if execute(connection, "jobs/seller_exists", seller=new.seller).scalar_one_or_none() is None:
            raise NoSuchSeller(new.seller)


def claim(connection: Connection, node: str, max_proc: int, max_per_minute: int) -> Claim | None:
    """Take the next due job for a process on this node; None when there is none, or a limit is reached.

    At most `max_proc` jobs are active on a node, at most `max_per_minute` attempts (0: no limit) are started a
    minute over all nodes, and each seller is crawled once at a time. Must be alone in its transaction, which is to be
    committed at once: until then it keeps all other claims waiting.
    """
    execute(connection, "jobs/lock_queue")
    values = {"node": node, "max_proc": max_proc, "max_per_minute": max_per_minute}
    row = execute(connection, "jobs/claim", **values).one_or_none()
    if row is None:
        return None
    job = read_job(row)
    return Claim(job, job.current_run)


def _give_way(connection: Connection, job_id: str) -> bool:
    return execute(connection, "jobs/give_way", job_id=job_id).rowcount > 0


def _values(new: NewJob) -> dict[str, Any]:
    return {
        "job_id": new.job_id or make_job_id(new.seller),
        "seller": new.seller,
        "trigger": new.trigger,
        "priority": new.priority,
        "delay": new.delay,
        "max_attempts": new.max_attempts or limits().max_attempts,
        "args": to_json(dict(new.args)).decode(),
        "settings": to_json(dict(new.settings)).decode(),
        "duplicate": new.duplicate,
    }
