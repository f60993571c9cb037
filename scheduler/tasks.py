"""The scheduler's tasks: what each does, when, and how it is run. The one place of their cron times."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from database.engine import describe
from jobs.error_reports import report
from scheduler.cleanup import clean_up
from scheduler.crawls import queue_due_crawls
from scheduler.leases import Taken, lease
from scheduler.mails import send_mails
from scheduler.report import queue_reports
from scheduler.stalled import fail_stalled

if TYPE_CHECKING:
    from scheduler.outcome import Done

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done again and again; one that may take minutes `can_stop` halfway."""

    name: str
    cron: str  # minute, hour, day, month, weekday; UTC
    about: str
    run: Callable[..., Done]
    can_stop: bool = False


TASKS = {
    task.name: task
    for task in (
        Task("stalled", "* * * * *", "fail jobs that are stuck, so that they are tried again", fail_stalled),
        Task("crawls", "*/10 * * * *", "queue the crawls that are due", queue_due_crawls),
        Task("emails", "* * * * *", "send the mails that wait", send_mails, can_stop=True),
        # Before what it counts is cleaned up.
        Task("report", "0 7 * * *", "queue the reports to the operators, daily and weekly", queue_reports),
        Task("cleanup", "17 7 * * *", "delete what is old, drop cached pages", clean_up, can_stop=True),
    )
}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of running a task; `status` is done, skipped or failed."""

    task: str
    status: str
    said: str
    seconds: float
    facts: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """As JSON tells it."""
        return {"task": self.task, "status": self.status, "said": self.said, "seconds": self.seconds, **self.facts}


def run_task(task: Task, stop: threading.Event | None = None, **options: Any) -> Result:
    """Run a task under its lease, until `stop` if it can; what goes wrong is part of the result, and never raised."""
    began = time.monotonic()
    if task.can_stop:
        options["stop"] = stop
    try:
        if options.get("dry_run"):
            done = task.run(**options)
        else:
            with lease(task.name):
                done = task.run(**options)
    except Taken as error:
        return Result(task.name, "skipped", str(error), _since(began), {})
    except Exception as error:
        logger.debug("%s failed", task.name, exc_info=True)
        report(error)
        return Result(task.name, "failed", describe(error), _since(began), {})
    if done.trouble:
        report(f"{task.name}: {done.trouble}")
        return Result(task.name, "failed", f"{done.said}; {done.trouble}", _since(began), done.facts)
    return Result(task.name, "done", done.said, _since(began), done.facts)


def _since(began: float) -> float:
    return round(time.monotonic() - began, 3)
