"""How far a job is, how fast, and when it will end: worked out from its row, for all who show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.job import Job
from jobs.states import State


@dataclass(frozen=True, slots=True)
class Pace:
    """What a row's counters and times mean; None is unknown."""

    percent: float | None  # 0–100 of the pages
    seconds: float  # since the attempt began, or that it took
    pages_per_minute: float | None
    products_per_minute: float | None
    ends_at: datetime | None  # estimated, of an active job


def measure(job: Job, now: datetime) -> Pace:
    """The pace of a job at a moment."""
    seconds = _seconds(job, now)
    pages, products = _rate(job.pages_done, seconds), _rate(job.products_seen, seconds)
    return Pace(percent(job), seconds, pages, products, _estimate_end(job, pages, now))


def percent(job: Job) -> float | None:
    """How much of its pages a job has done: 0–100, one decimal; None while their number is not known."""
    if job.state is State.COMPLETED:
        return 100.0
    if not job.pages_total:
        return None
    return min(100.0, round(100 * job.pages_done / job.pages_total, 1))


def describe(job: Job, now: datetime) -> str:
    """How far a job is, in one line."""
    pace = measure(job, now)
    parts = [f"{job.pages_done} of {job.pages_total or '?'} pages"]
    if pace.percent is not None:
        parts[0] += f" ({pace.percent:.0f}%)"
    parts.append(f"{job.products_seen} products")
    if pace.pages_per_minute is not None and pace.products_per_minute is not None:
        parts.append(f"{pace.pages_per_minute:.1f} pages/min, {pace.products_per_minute:.0f} products/min")
    if pace.ends_at:
        parts.append(f"done about {pace.ends_at:%H:%M:%S} UTC")
    return ", ".join(parts)


def _seconds(job: Job, now: datetime) -> float:
    if job.started_at is None:
        return 0.0
    end = now if job.state is State.ACTIVE else job.finished_at or job.started_at
    return max(0.0, (end - job.started_at).total_seconds())


def _rate(count: int, seconds: float) -> float | None:
    return 60 * count / seconds if seconds > 0 else None


def _estimate_end(job: Job, pages_per_minute: float | None, now: datetime) -> datetime | None:
    if job.state is not State.ACTIVE or not job.pages_total or not pages_per_minute:
        return None
    left = max(0, job.pages_total - job.pages_done)
    return now + timedelta(minutes=left / pages_per_minute)
