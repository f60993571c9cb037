"""The tasks on their cron times, in one process: what `run` does, and the job server beside its other work."""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from croniter import croniter

from database.engine import describe
from scheduler.leases import take_slot
from scheduler.tasks import TASKS, Result, Task, run_task

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
# Tasks that go on when the process is told to stop are waited for so long; each can be cut off anywhere.
STOP_SECONDS = 10.0


def last_slot(cron: str, now: datetime) -> datetime:
    """The latest time of a cron expression that is not after now.

    >>> last_slot("17 3 * * *", datetime(2026, 3, 9, 3, 16, tzinfo=UTC)).isoformat()
    '2026-03-08T03:17:00+00:00'
    >>> last_slot("17 3 * * *", datetime(2026, 3, 9, 3, 17, tzinfo=UTC)).isoformat()
    '2026-03-09T03:17:00+00:00'
    """
    slot: datetime = croniter(cron, now + timedelta(microseconds=1)).get_prev(datetime)
    return slot


class Timer:
    """Knows which tasks' time has come: each time is one node's, and one that was missed is caught up once."""

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}

    def take_due(self, now: datetime) -> list[Task]:
        """The tasks that are due and ours to run."""
        return [task for task in TASKS.values() if self._is_ours(task, now)]

    def _is_ours(self, task: Task, now: datetime) -> bool:
        slot = last_slot(task.cron, now)
        if self._seen.get(task.name) == slot:
            return False
        is_ours = take_slot(task.name, slot)
        self._seen[task.name] = slot
        return is_ours


def log_result(result: Result) -> None:
    """Say in the log what came of a task."""
    level = logging.ERROR if result.status == "failed" else logging.DEBUG
    logger.log(level, "%s: %s", result.task, result.said)


def housekeeping(stop: threading.Event, tell: Callable[[Result], None] = log_result) -> None:
    """Run the tasks on their times until `stop` is set; what goes wrong is told, and tried again at the next time.

    Blocks: for a thread of its own, or a process. A task has a thread of its own too, so that a long one keeps none
    of the others waiting. Then long ones stop halfway, and are waited for, ten seconds at most.
    """
    timer = Timer()
    threads: list[threading.Thread] = []
    while not stop.is_set():
        threads = [thread for thread in threads if thread.is_alive()]
        threads += _start_due(timer, stop, tell)
        stop.wait(LOOK_SECONDS)
    give_up_at = time.monotonic() + STOP_SECONDS
    for thread in threads:
        thread.join(max(0.0, give_up_at - time.monotonic()))


def _start_due(timer: Timer, stop: threading.Event, tell: Callable[[Result], None]) -> list[threading.Thread]:
    try:
        due = timer.take_due(datetime.now(UTC))
    except Exception as error:  # whatever it is, the next look may find it gone
        logger.warning("No task is run now: %s", describe(error))
        return []
    threads = [threading.Thread(target=_run, args=(task, stop, tell), name=task.name, daemon=True) for task in due]
    for thread in threads:
        thread.start()
    return threads


def _run(task: Task, stop: threading.Event, tell: Callable[[Result], None]) -> None:
    tell(run_task(task, stop))
