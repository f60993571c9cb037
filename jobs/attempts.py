"""An attempt at a job, from the process's side: start it, keep it alive, end it."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from database.statements import execute
from jobs.outcome import Outcome
from jobs.run import JobRun, Overtaken
from jobs.states import ErrorCode, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

NODE = socket.gethostname()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a crawl is; `pages_total` is None until the shop has said how many there are."""

    pages_done: int
    pages_total: int | None
    errors: int


class SellerBusy(Exception):
    """Another job crawls this seller."""

    def __init__(self, seller: str, job_id: str, node: str, pid: int):
        super().__init__(f"{seller} is being crawled by job {job_id} (process {pid} on {node})")


def start_by_hand(connection: Connection, seller: str, args: Mapping[str, Any]) -> JobRun:
    """Make an active job with one attempt, for a crawl that a person started.

    Raises SellerBusy when a living job crawls the seller; a dead one is failed first.
    """
    rescue(connection, seller)
    job_id = f"{seller}-{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(4)}"
    values = {"job_id": job_id, "seller": seller, "args": json.dumps(args), "node": NODE, "pid": os.getpid()}
    while (run := execute(connection, "jobs/start", **values).scalar_one_or_none()) is None:
        other = execute(connection, "jobs/active_of_seller", seller=seller).one_or_none()
        if other:  # else it has ended meanwhile
            raise SellerBusy(seller, other.job_id, other.node, other.pid)
    execute(connection, "jobs/start_attempt", job_id=job_id)
    return JobRun(job_id, run, seller)


def rescue(connection: Connection, seller: str) -> None:
    """Fail the seller's active job when its process is dead, or was not heard of for two minutes."""
    for job in execute(connection, "jobs/active_of_seller", seller=seller):
        dead = job.node == NODE and job.pid is not None and not _is_alive(job.pid)
        if dead or job.is_silent:
            code, said = (ErrorCode.CRASH, "the process died") if dead else (ErrorCode.STALLED, "Job timeout")
            _end(connection, job, Outcome(State.FAILED, code, said))


def beat(connection: Connection, run: JobRun, progress: Progress) -> bool:
    """Say that the run is alive and how far it is; True when somebody asked to cancel the job. Raises Overtaken."""
    answer = execute(connection, "jobs/beat", **_of(run), **asdict(progress)).one_or_none()
    if answer is None:
        raise Overtaken(run)
    return bool(answer.cancel_requested)


def finish(connection: Connection, run: JobRun, progress: Progress, outcome: Outcome, suspicious: str | None) -> None:
    """Write the outcome of a run, its attempt's and its job's at once. Raises Overtaken."""
    beat(connection, run, progress)
    _end(connection, run, outcome, suspicious)


def _end(connection: Connection, run: Any, outcome: Outcome, suspicious: str | None = None) -> None:
    values = {
        **_of(run),
        "state": outcome.state,
        "error_code": outcome.code,
        "error_message": outcome.message,
        "suspicious": suspicious,
    }
    execute(connection, "jobs/end", **values)


def _of(run: Any) -> dict[str, Any]:
    return {"job_id": run.job_id, "run": run.run}


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
