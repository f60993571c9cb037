"""The scheduler's tasks on their times, in a thread of the job server, so that one container is a whole system."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from twisted.application.service import Service
from twisted.internet.threads import deferToThread
from twisted.logger import Logger

from scheduler.timer import housekeeping

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred

    from scheduler.tasks import Result

log = Logger()


class Chores(Service):
    """Runs them until the server stops; which node's turn it is, the database says."""

    name = "chores"

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=housekeeping, args=(self._stop, tell), name="chores", daemon=True)

    def startService(self) -> None:
        """Begin."""
        super().startService()
        self._thread.start()

    def stopService(self) -> Deferred[None]:
        """End; fires when the tasks that go on have ended, or may be cut off."""
        super().stopService()
        self._stop.set()
        return deferToThread(self._thread.join)


def tell(result: Result) -> None:
    """Say what came of a task."""
    if result.status == "failed":
        log.error("{task}: {said}", task=result.task, said=result.said)
    else:
        log.info("{task}: {said}", task=result.task, said=result.said)
