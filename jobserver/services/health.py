"""GET /health: whether this node can work. No password, no waiting: told from the latest numbers."""

from __future__ import annotations

import os
import resource
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobs.states import State
from jobserver.answers import write_json
from jobserver.services.service import Nothing, Service
from jobserver.shapes.health import DatabaseHealth, HealthAnswer, MemoryUsage, QueueHealth, WorkerHealth

if TYPE_CHECKING:
    from twisted.web.http import Request

PAGE = resource.getpagesize()


class Health(Service):
    """200 while the database answers and crawls can be started, 503 otherwise."""

    gives = HealthAnswer
    statuses = (200, 503)
    is_open = True
    is_quick = True  # threads may all be waiting for the database

    def write(self, request: Request, answer: HealthAnswer) -> bytes:
        """With a status that says it too."""
        status = 200 if answer.status == "healthy" else 503
        return write_json(request, answer.model_dump(mode="json", by_alias=True), status)

    def answer(self, asked: Nothing) -> HealthAnswer:
        """The facts. Everybody may read them: what is wrong with the database is in the log."""
        pulse, launcher, options = self.root.pulse, self.root.launcher, self.root.options
        is_up, states = pulse.is_alive, pulse.numbers.states
        return HealthAnswer(
            status="healthy" if is_up and not launcher.is_stopping else "unhealthy",
            uptime=round(time.time() - pulse.started_at, 1),
            timestamp=datetime.now(UTC),
            worker=WorkerHealth(
                node=options.node_name, pid=os.getpid(), running=len(launcher.processes), slots=options.max_proc
            ),
            memory_usage=measure_memory(),
            database=DatabaseHealth(status="up" if is_up else "down"),
            queue=QueueHealth(
                waiting=states[State.WAITING], delayed=states[State.DELAYED], active=states[State.ACTIVE]
            ),
        )


def measure_memory() -> MemoryUsage:
    """This process's, now and at most; in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    peak: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    resident = pages * PAGE / 2**20
    return MemoryUsage(rss=round(resident, 1), peak=round(max(peak, resident), 1))  # the kernel counts late
