"""The job server with a process table that is full for a while: EAGAIN for the first two spawns."""

from __future__ import annotations

import errno
from typing import Any

from jobserver.application import application as real_application
from jobserver.event_loop import reactor

FAILURES = 2


def application(config: Any) -> Any:
    """The real one, whose reactor cannot fork at first."""
    spawn, failed = reactor.spawnProcess, []

    def refuse_at_first(*args: Any, **values: Any) -> Any:
        if len(failed) < FAILURES:
            failed.append(1)
            raise OSError(errno.EAGAIN, "Resource temporarily unavailable")
        return spawn(*args, **values)

    reactor.spawnProcess = refuse_at_first
    return real_application(config)
