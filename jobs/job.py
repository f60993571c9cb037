"""A job and its attempts as values: their rows, read once and passed on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jobs.run import JobRun
from jobs.states import Ending, ErrorCode, State, Trigger

if TYPE_CHECKING:
    from sqlalchemy import Row


@dataclass(frozen=True, slots=True)
class Job:
    """One crawl of one seller. Times are UTC; the counters are those of its latest attempt."""

    job_id: str  # the caller's or ours; unique for ever
    seller: str  # the seller's slug
    state: State
    priority: Decimal  # higher first
    run_at: datetime  # when it is, or was, due
    run: int | None  # the number of its latest claim, never used twice; None before the first
    attempt: int  # attempts that count against max_attempts, the present one included
    max_attempts: int
    rate_limits: int  # how often the shop refused us; the first few cost no attempt
    duplicate: bool  # whether the seller may have another unfinished job beside it
    cancel_requested: bool  # its process is to stop
    args: dict[str, Any]  # the crawl's arguments
    settings: dict[str, Any]  # Scrapy settings of this crawl alone
    trigger: Trigger
    node: str | None  # the job server (or host, for a crawl by hand) that has it or had it last
    pid: int | None  # its process there
    heartbeat_at: datetime | None  # when its process was last heard of
    page_at: datetime | None  # when a page was last finished, or the attempt began
    created_at: datetime
    started_at: datetime | None  # the start of its latest attempt
    finished_at: datetime | None  # when it ended for good
    pages_done: int
    pages_total: int | None  # None until the shop has said how many there are
    products_seen: int  # each product once
    created: int
    updated: int
    unchanged: int
    rejected: int
    left_out: int  # read and not stored: what is no seeds
    held: int  # products of which a change was not written
    errors: int
    error_code: ErrorCode | None  # of the latest attempt that failed
    error_message: str | None
    suspicious: str | None  # what looks wrong about a completed crawl

    @property
    def current_run(self) -> JobRun:
        """What every write of its present attempt names. Only of a job that was claimed."""
        assert self.run is not None
        return JobRun(self.job_id, self.run, self.seller)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run of a job by one process."""

    job_id: str
    run: int
    attempt: int  # equal for attempts of which the earlier cost none
    node: str | None
    pid: int | None
    started_at: datetime
    finished_at: datetime | None
    outcome: Ending | None  # None while it goes on
    error_code: ErrorCode | None
    error_message: str | None
    exit_code: int | None  # minus the signal's number for a process that was killed; None when nobody saw it end
    log: str | None  # the path of its log on its node
    pages_done: int
    products_seen: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    left_out: int
    held: int
    errors: int


_JOB_COLUMNS = tuple(field.name for field in fields(Job))
_ATTEMPT_COLUMNS = tuple(field.name for field in fields(Attempt))


def read_job(row: Row[Any]) -> Job:
    """The job of a whole row of `scrape_jobs`."""
    values = {name: getattr(row, name) for name in _JOB_COLUMNS}
    values["state"] = State(row.state)
    values["trigger"] = Trigger(row.trigger)
    values["error_code"] = row.error_code and ErrorCode(row.error_code)
    return Job(**values)


def read_attempt(row: Row[Any]) -> Attempt:
    """The attempt of a whole row of `scrape_attempts`."""
    values = {name: getattr(row, name) for name in _ATTEMPT_COLUMNS}
    values["outcome"] = row.outcome and Ending(row.outcome)
    values["error_code"] = row.error_code and ErrorCode(row.error_code)
    return Attempt(**values)
