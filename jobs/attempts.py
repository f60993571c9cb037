"""An attempt at a job: started, taken over by its process, kept alive, ended. Every write names its run."""

from __future__ import annotations

import os
import signal
import socket
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from database.statements import execute
from jobs.endings import end, give_back
from jobs.job import Job, read_job
from jobs.new_job import make_job_id
from jobs.outcome import Outcome
from jobs.rescue import rescue
from jobs.run import JobRun, Overtaken
from jobs.states import ErrorCode, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

# Of what a process said last: the end, so that how it ended and that fit into an error's message.
LONGEST_SAID = 3_500
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
    execute(connection, "jobs/lock_queue")
    rescue(connection, seller, NODE)
    job_id = make_job_id(seller)
    values = {"job_id": job_id, "seller": seller, "args": to_json(dict(args)).decode()}
    started = execute(connection, "jobs/start_by_hand", **values, node=NODE, pid=os.getpid())
    run = started.scalar_one_or_none()
    if run is None:  # a living job, whose row `rescue` has locked
        other = execute(connection, "jobs/active_of_seller", seller=seller).one()
        raise SellerBusy(seller, other.job_id, other.node, other.pid)
    return JobRun(job_id, run, seller)


def take_over(connection: Connection, job_id: str, run: int, pid: int) -> Job:
    """Say that this process crawls a claimed run from now on; the job, with what to crawl. Raises Overtaken."""
    row = execute(connection, "jobs/take_over", job_id=job_id, run=run, pid=pid).one_or_none()
    if row is None:
        raise Overtaken(JobRun(job_id, run, ""))
    return read_job(row)


def note_process(connection: Connection, run: JobRun, pid: int, log: str | None) -> bool:
    """Write down the process that a launcher has started for a run, and its log's path; False when it has ended."""
    values = {**_of(run), "pid": pid, "log": log}
    return bool(execute(connection, "jobs/note_process", **values).scalar_one_or_none())


def beat(connection: Connection, run: JobRun, progress: Progress) -> Job:
    """Say that the run is alive and how far it is; the job, which somebody may want cancelled. Raises Overtaken."""
    return _current(run, execute(connection, "jobs/beat", **_of(run), **asdict(progress)).one_or_none())


def finish(connection: Connection, run: JobRun, progress: Progress, outcome: Outcome, suspicious: str | None) -> Job:
    """Write the outcome of a run, its attempt's and its job's at once; a failed one may be queued again.

    The job as it is then. Raises Overtaken.
    """
    beat(connection, run, progress)
    return end(connection, run, outcome, suspicious)


def release(connection: Connection, run: JobRun, progress: Progress | None = None) -> Job:
    """Give a job back to the queue without using up an attempt, because its process or server is told to stop.

    The job as it is then: waiting, or cancelled when somebody had asked for that. Raises Overtaken.
    """
    job = beat(connection, run, progress) if progress else _lock(connection, run)
    if job.cancel_requested:
        return end(connection, run, Outcome(State.CANCELLED, ErrorCode.CANCELLED, "cancelled while it was stopped"))
    return give_back(connection, job)


def fail(connection: Connection, run: JobRun, outcome: Outcome) -> Job:
    """End a run that could not be started, or whose process has gone, as failed; it may be queued again.

    The job as it is then. Raises Overtaken.
    """
    return end(connection, run, outcome)


def note_exit(connection: Connection, run: JobRun, exit_code: int, last_lines: str = "") -> Job | None:
    """Write down how the process of a run ended; a run without an outcome has crashed, and may be queued again.

    `exit_code` is minus the signal's number for a process that was killed. `last_lines`, of its log, become the
    error of a crash, unless the job was to be cancelled. One that SIGTERM ended had not begun to read, and its job is
    released. The job when this call has ended the run, else None: the process had written its outcome, or the job had
    been given to another.
    """
    execute(connection, "jobs/note_exit", **_of(run), exit_code=exit_code)
    try:
        if exit_code == -signal.SIGTERM:
            return release(connection, run)
        if _lock(connection, run).cancel_requested:  # what it said last is how it was interrupted
            said = f"cancelled; {describe_exit(exit_code)}"
            return end(connection, run, Outcome(State.CANCELLED, ErrorCode.CANCELLED, said))
        return end(connection, run, Outcome(State.FAILED, ErrorCode.CRASH, describe_exit(exit_code, last_lines)))
    except Overtaken:
        return None


def describe_exit(exit_code: int, last_lines: str = "") -> str:
    """How a process without an outcome ended, in words, and what it said last.

    >>> describe_exit(-9)
    'the process was killed by signal 9'
    >>> describe_exit(1, "MemoryError")
    'the process ended with exit code 1: MemoryError'
    """
    how = f"was killed by signal {-exit_code}" if exit_code < 0 else f"ended with exit code {exit_code}"
    said = last_lines.strip()[-LONGEST_SAID:]
    return f"the process {how}{said and f': {said}'}"


def _lock(connection: Connection, run: JobRun) -> Job:
    return _current(run, execute(connection, "jobs/lock_run", **_of(run)).one_or_none())


def _current(run: JobRun, row: Any) -> Job:
    if row is None:
        raise Overtaken(run)
    return read_job(row)


def _of(run: JobRun) -> dict[str, Any]:
    return {"job_id": run.job_id, "run": run.run}
