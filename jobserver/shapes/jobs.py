"""A job, in the shapes in which calls tell it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from jobs.states import Ending, ErrorCode, State, Trigger
from jobserver.shapes.answer import LocalTime, LogUrl


class Progress(BaseModel):
    """How far a job is: our additions to scrapyd's own facts."""

    state: State
    attempt: int
    max_attempts: int
    trigger: Trigger
    priority: Annotated[float, Field(description="Higher first.")]
    run_at: Annotated[datetime, Field(description="When it is, or was, due.")]
    percent: Annotated[float | None, Field(description="0–100; null while the number of pages is not known.")]
    pages_done: int
    pages_total: int | None
    pages_per_minute: float | None
    products_seen: int
    products_per_minute: float | None
    estimated_end: datetime | None
    created: int
    updated: int
    unchanged: int
    held: Annotated[int, Field(description="Changes that wait for a look.")]
    left_out: Annotated[int, Field(description="Read and not stored: what is no seeds.")]
    rejected: int
    errors: int
    error_code: ErrorCode | None
    error_message: str | None
    suspicious: Annotated[str | None, Field(description="What looks wrong about a completed crawl.")]
    node: str | None


class AttemptShape(BaseModel):
    """One attempt at a job."""

    attempt: int
    run: int
    node: str | None
    pid: int | None
    started_at: datetime
    finished_at: datetime | None
    outcome: Ending | None
    error_code: ErrorCode | None
    error_message: str | None
    exit_code: Annotated[int | None, Field(description="Minus the signal's number for a process that was killed.")]
    log_url: LogUrl


class PendingJob(Progress):
    """A waiting or delayed job."""

    id: str
    project: str
    spider: str
    version: str | None
    settings: dict[str, Any]
    args: dict[str, Any]


class RunningJob(Progress):
    """An active job, on any node."""

    id: str
    project: str
    spider: str
    pid: int | None
    start_time: LocalTime
    log_url: LogUrl
    items_url: str | None


class FinishedJob(Progress):
    """A completed, failed or cancelled job."""

    id: str
    project: str
    spider: str
    start_time: LocalTime
    end_time: LocalTime
    log_url: LogUrl
    items_url: str | None


class JobShape(Progress):
    """A job, whole."""

    job_id: str
    seller: str
    pid: int | None
    args: dict[str, Any]
    settings: dict[str, Any]
    cancel_requested: bool
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    heartbeat_at: datetime | None
    log_url: LogUrl
