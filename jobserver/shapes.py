"""What the calls give: one model each, with which the OpenAPI description is true."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from jobs.states import Ending, ErrorCode, State, Trigger

# scrapyd's own way to write a time: local, without zone.
LocalTime = Annotated[str, Field(description="Local time of the node, `YYYY-MM-DD HH:MM:SS.ffffff`.")]
LogUrl = Annotated[str | None, Field(description="Where its latest log is; null when that is not on this node.")]


class Answer(BaseModel):
    """What every answer of scrapyd's kind holds; errors have `"status": "error"` and `message` instead."""

    status: Literal["ok"] = "ok"
    node_name: Annotated[str, Field(description="Host and port of the node that answers.")] = ""


class DaemonStatusAnswer(Answer):
    """How many jobs there are, over all nodes."""

    pending: int
    running: int
    finished: int


class ScheduleAnswer(Answer):
    """The job that was queued, or the one that is there instead."""

    jobid: str
    duplicate: Annotated[
        bool, Field(description="Only there, and true, when no job was made: this id or this seller has one already.")
    ] = False


class CancelAnswer(Answer):
    """The state in which the job was found; null when it is unknown or finished."""

    prevstate: Literal["pending", "running"] | None


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


class StatusAnswer(Answer):
    """Where a job is; when it is known, with all that `Progress` holds, and its attempts, the first one first."""

    model_config = ConfigDict(extra="allow")

    currstate: Annotated[Literal["pending", "running", "finished"] | None, Field(description="null: no such job.")]
    attempts: list[AttemptShape] = []


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


class ListJobsAnswer(Answer):
    """All pending and running jobs, and the latest finished ones."""

    pending: list[PendingJob]
    running: list[RunningJob]
    finished: list[FinishedJob]


class ListProjectsAnswer(Answer):
    """The one project."""

    projects: list[str]


class ListVersionsAnswer(Answer):
    """Versions of uploaded code: none, unless that is switched on."""

    versions: list[str]


class ListSpidersAnswer(Answer):
    """The sellers."""

    spiders: list[str]


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


class JobsAnswer(Answer):
    """One page of jobs, the newest first."""

    jobs: list[JobShape]
    next: Annotated[str | None, Field(description="The `cursor` of the next page; null at the end.")]


class RetryAnswer(Answer):
    """The job, which waits again."""

    jobid: str
    attempt: Annotated[int, Field(description="How many attempts it has had.")]
    max_attempts: int


class SellerShape(BaseModel):
    """A seller, as an operator may have changed it."""

    slug: str
    name: str
    homepage_url: str
    platform: str
    currency: str
    is_active: Annotated[bool, Field(description="Whether the site shows it.")]
    is_paused: Annotated[bool, Field(description="Whether its crawls are stopped.")]
    crawl_interval_hours: int
    max_pages: Annotated[int | None, Field(description="The last page to read of each source; null is no limit.")]
    last_crawled_at: datetime | None
    last_status: str | None
    products: Annotated[int, Field(description="Listed now.")]


class SellersAnswer(Answer):
    """All sellers."""

    sellers: list[SellerShape]


class SellerAnswer(Answer):
    """The seller as it is now."""

    seller: SellerShape


class MemoryUsage(BaseModel):
    """Of this process, in megabytes."""

    rss: float
    peak: float


class QueueHealth(BaseModel):
    """How many jobs there are."""

    waiting: int
    delayed: int
    active: int


class WorkerHealth(BaseModel):
    """This node."""

    node: str
    pid: int
    running: int
    slots: int


class DatabaseHealth(BaseModel):
    """Whether the database answered a moment ago."""

    status: Literal["up", "down"]


class HealthAnswer(BaseModel):
    """`healthy` with 200, `unhealthy` with 503."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    status: Literal["healthy", "unhealthy"]
    uptime: Annotated[float, Field(description="Seconds.")]
    timestamp: datetime
    worker: WorkerHealth
    memory_usage: MemoryUsage
    database: DatabaseHealth
    queue: QueueHealth


class MetricsAnswer(BaseModel):
    """The sums that `?format=json` gives."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    jobs_processed: int
    jobs_failed: int
    average_processing_time: Annotated[float, Field(description="Milliseconds a job.")]
    products_scraped: int


class ScraperJob(BaseModel):
    """A job in the web app's words."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    job_id: str
    seller_id: str
    status: Literal["WAITING", "DELAYED", "ACTIVE", "COMPLETED", "FAILED", "CANCELLED"]
    progress: Annotated[float, Field(description="0–100.")]
    attempt: int
    max_attempts: int
    priority: Annotated[float, Field(description="As in Bull: 1 is first, 0 is none.")]
    mode: str
    trigger: Trigger
    created_at: datetime
    run_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    duration: Annotated[int | None, Field(description="Milliseconds.")]
    current_page: int
    total_pages: int | None
    products_scraped: int
    products_saved: int
    products_updated: int
    products_unchanged: int
    rejected: int
    errors: int
    error_code: ErrorCode | None
    error_message: str | None
    suspicious: str | None
    node: str | None
    pid: int | None


class QueuedEmail(BaseModel):
    """The e-mail that waits to be sent."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    email_id: int
    is_new: Annotated[bool, Field(description="False when this dedupeKey had been queued before.")]


class RequestedAlert(BaseModel):
    """An alert that somebody has asked for. Whether it is new or confirmed is nothing to tell a visitor."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    alert_id: int
    about: Annotated[str, Field(description="The name of the product or strain.")]
    kinds: list[str]
    threshold: Annotated[float, Field(description="Percent.")]
    is_new: Annotated[bool, Field(description="False when the same had been asked for before.")]
    is_confirmed: Annotated[bool, Field(description="Whether its link was followed; before that, nothing is told.")]
