"""Jobs in the shapes in which they are told: scrapyd's with our additions, ours, the web app's."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from jobs.pace import measure
from jobs.states import State
from jobserver.logfiles import latest_log_url, log_url
from jobserver.projects import PROJECT
from jobserver.shapes.jobs import AttemptShape, FinishedJob, JobShape, PendingJob, Progress, RunningJob
from jobserver.shapes.web_app import ScraperJob

if TYPE_CHECKING:
    from jobs.job import Attempt, Job

SCRAPYD_STATES = {State.WAITING: "pending", State.DELAYED: "pending", State.ACTIVE: "running"}


def scrapyd_state(state: State) -> str:
    """pending, running or finished."""
    return SCRAPYD_STATES.get(state, "finished")


def progress(job: Job) -> dict[str, Any]:
    """What `Progress` holds."""
    pace = measure(job, datetime.now(UTC))
    return _pick(job, Progress) | {
        "priority": float(job.priority),
        "percent": pace.percent,
        "pages_per_minute": _round(pace.pages_per_minute),
        "products_per_minute": _round(pace.products_per_minute),
        "estimated_end": pace.ends_at,
    }


def as_pending(job: Job) -> PendingJob:
    """A waiting or delayed job in scrapyd's words."""
    return PendingJob(**_named(job), version=None, settings=job.settings, args=job.args)


def as_running(job: Job, logs: str) -> RunningJob:
    """An active job in scrapyd's words."""
    return RunningJob(**_named(job), pid=job.pid, start_time=local_time(job.started_at), **_links(job, logs))


def as_finished(job: Job, logs: str) -> FinishedJob:
    """A finished job in scrapyd's words; one that never started began when it ended."""
    times = {"start_time": local_time(job.started_at or job.finished_at), "end_time": local_time(job.finished_at)}
    return FinishedJob(**_named(job), **times, **_links(job, logs))


def as_job(job: Job, logs: str) -> JobShape:
    """A job, whole."""
    return JobShape(**_pick(job, JobShape) | progress(job), log_url=latest_log_url(logs, job.seller, job.job_id))


def as_attempt(attempt: Attempt, logs: str) -> AttemptShape:
    """One attempt at a job."""
    return AttemptShape(**_pick(attempt, AttemptShape), log_url=log_url(attempt.log, logs))


def as_scraper_job(job: Job) -> ScraperJob:
    """A job in the web app's words."""
    pace = measure(job, datetime.now(UTC))
    return ScraperJob(
        **_pick(job, ScraperJob),
        seller_id=job.seller,
        status=job.state.upper(),
        progress=pace.percent or 0,
        mode=str(job.args.get("mode", "manual")),
        completed_at=job.finished_at,
        duration=round(1000 * pace.seconds) if job.started_at else None,
        current_page=job.pages_done,
        total_pages=job.pages_total,
        products_scraped=job.products_seen,
        products_saved=job.created,
        products_updated=job.updated,
        products_unchanged=job.unchanged,
    ).model_copy(update={"priority": float(-job.priority or 0)})


def local_time(moment: datetime | None) -> str:
    """As scrapyd writes it, and its clients read it: microseconds are always there."""
    return (moment or datetime.now(UTC)).astimezone().strftime("%Y-%m-%d %H:%M:%S.%f")


def _named(job: Job) -> dict[str, Any]:
    return {"id": job.job_id, "project": PROJECT, "spider": job.seller, **progress(job)}


def _links(job: Job, logs: str) -> dict[str, Any]:
    return {"log_url": latest_log_url(logs, job.seller, job.job_id), "items_url": None}


def _pick(value: Any, shape: Any) -> dict[str, Any]:
    """The fields of a value that a shape has too."""
    kind: Any = type(value)
    return {name: getattr(value, name) for name in _shared(kind, shape)}


@cache
def _shared(kind: Any, shape: Any) -> list[str]:
    names = {field.name for field in fields(kind)}
    return [name for name in shape.model_fields if name in names]


def _round(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 1)
