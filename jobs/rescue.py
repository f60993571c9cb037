"""Jobs whose process is dead, silent or stuck: failed by whoever sees it first, and tried again elsewhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from database.statements import execute
from jobs.endings import end
from jobs.job import Job, read_job
from jobs.limits import limits
from jobs.outcome import Outcome
from jobs.states import ErrorCode, State

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Row

# So many signs of life that did not come. A process that gives them is alive, though it cannot be seen from here: two
# containers may have one name for a while, when the new one is started before the old one is stopped.
QUIET_BEATS = 3
DIED = Outcome(State.FAILED, ErrorCode.CRASH, "the process died")


def rescue_stalled(connection: Connection) -> list[Job]:
    """Fail as STALLED all jobs, of all nodes, that were silent, got nowhere, or took too long.

    The jobs as they are then. Does not depend on who owned a job, and any number of callers may do it at once: each
    job is seen by one.
    """
    return [_fail_stalled(connection, row) for row in execute(connection, "jobs/stalled", **_durations(), seller=None)]


def rescue_dead(connection: Connection, node: str, but_not: Collection[int] | None = None) -> list[Job]:
    """Fail as CRASH the quiet jobs of this node whose process is not there any more; the jobs as they are then.

    For a job server that starts and finds what one of the same name, killed meanwhile, has left: a claim of which
    no process was noted is dead too. Living processes go on; when they die later, a server that runs finds them by
    naming the runs that are its own (`but_not`), of which it sees the end itself.
    """
    quiet_seconds = QUIET_BEATS * limits().heartbeat_seconds
    rows = execute(connection, "jobs/active_of_node", node=node, quiet_seconds=quiet_seconds).all()
    jobs = [read_job(row) for row in rows]
    if but_not is not None:
        jobs = [job for job in jobs if job.pid is not None and job.run not in but_not]
    return [end(connection, job.current_run, DIED) for job in jobs if job.pid is None or not is_alive(job.pid)]


def rescue(connection: Connection, seller: str, host: str) -> None:
    """Fail the seller's active job when its process on this host is dead, or when it has stalled."""
    for row in execute(connection, "jobs/active_of_seller", seller=seller):
        # A job server's name is its host's, with its port.
        is_here = row.node == host or str(row.node).startswith(f"{host}:")
        if is_here and row.pid is not None and not is_alive(row.pid):
            end(connection, read_job(row).current_run, DIED)
    for row in execute(connection, "jobs/stalled", **_durations(), seller=seller):
        _fail_stalled(connection, row)


def is_alive(pid: int) -> bool:
    """Whether there is a process of this number on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _fail_stalled(connection: Connection, row: Row[tuple[object, ...]]) -> Job:
    outcome = Outcome(State.FAILED, ErrorCode.STALLED, f"Job timeout: {row.reason}")
    return end(connection, read_job(row).current_run, outcome)


def _durations() -> dict[str, float]:
    known = limits()
    return {
        "silent_seconds": known.silent_seconds,
        "idle_minutes": known.idle_minutes,
        "max_minutes": known.max_minutes,
    }
