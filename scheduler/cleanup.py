"""Clean-up: what is old goes, in batches that keep nobody waiting, within a bounded time."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from database.engine import transaction
from database.statements import execute
from pipelines.cached_pages import CacheUnavailable, count_cached_pages, drop_cached_pages
from scheduler.batches import Budget, delete_all
from scheduler.outcome import Done
from scheduler.retention import Retention, retention

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_SECONDS = 600.0


def clean_up(*, dry_run: bool = False, seconds: float = LONGEST_SECONDS, stop: threading.Event | None = None) -> Done:
    """Delete what is older than it is kept for, and the web app's cached pages.

    After so many seconds, or when it is told to stop, the rest is left to the next time.
    """
    keep = retention()
    if dry_run:
        return _count(keep)
    budget = Budget(time.monotonic() + seconds, stop)
    logs: list[str] = []
    removed = {
        "completed_jobs": sum(
            _delete_old_jobs(state, keep.keep_completed_days, logs, budget) for state in ("completed", "cancelled")
        ),
        "failed_jobs": _delete_old_jobs("failed", keep.keep_failed_days, logs, budget),
        "jobs_beyond_limit": _delete_beyond(keep.keep_jobs_per_seller, logs, budget),
        "rejects": _delete_old("delete_old_rejects", keep.keep_rejects_days, budget),
        "emails": _delete_old("delete_sent_emails", keep.keep_emails_days, budget)
        + _delete_old("delete_failed_emails", keep.keep_emails_days, budget),
        "ended_alerts": _delete_old("delete_ended_alerts", keep.keep_ended_alerts_days, budget),
    }
    _delete_old("delete_old_counts", 1, budget)
    removed["logs"] = _unlink(logs)
    removed["cached_pages"], trouble = _drop_pages()
    if budget.is_spent and not (stop and stop.is_set()):
        trouble = trouble or f"the time was over after {seconds:g} s: the rest goes next time"
    return Done(_say("removed", removed), {"removed": removed}, trouble)


def _count(keep: Retention) -> Done:
    with transaction() as connection:
        old: dict[str, Any] = execute(connection, "scheduler/count_old", **keep.model_dump()).one()._asdict()
    old["cached_pages"] = count_cached_pages()
    return Done(_say("would remove", old), {"removed": old})


def _say(verb: str, counts: dict[str, Any]) -> str:
    words = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items() if count)
    return f"{verb} {words or 'nothing'}"


def _delete_jobs(logs: list[str], which: str, size: int, **values: Any) -> int:
    """Delete a batch of the jobs that a statement finds; their logs are added to the list."""
    with transaction() as connection:
        jobs = execute(connection, f"scheduler/{which}", size=size, **values).scalars().all()
        found = execute(connection, "scheduler/delete_jobs", jobs=jobs).scalars().all() if jobs else []
    logs += found
    return len(jobs)


def _delete_old_jobs(state: str, days: int, logs: list[str], budget: Budget) -> int:
    return delete_all(partial(_delete_jobs, logs, "old_jobs", state=state, days=days), budget)


def _delete_beyond(keep: int, logs: list[str], budget: Budget) -> int:
    with transaction() as connection:
        crowded = execute(connection, "scheduler/crowded_sellers", keep=keep).all()
    return sum(delete_all(partial(_delete_jobs, logs, "jobs_up_to", **row._asdict()), budget) for row in crowded)


def _delete_old(statement: str, days: int, budget: Budget) -> int:
    return delete_all(partial(_delete, statement, days), budget)


def _delete(statement: str, days: int, size: int) -> int:
    with transaction() as connection:
        return execute(connection, f"scheduler/{statement}", days=days, size=size).rowcount


def _unlink(logs: Iterable[str]) -> int:
    """Remove the logs that are on this machine; other nodes' job servers remove theirs."""
    removed = 0
    for log in map(Path, logs):
        with suppress(OSError):
            if log.is_file():
                log.unlink()
                removed += 1
    return removed


def _drop_pages() -> tuple[int, str | None]:
    try:
        return drop_cached_pages(), None
    except CacheUnavailable as error:
        return 0, f"the cached pages stay: {error}"
