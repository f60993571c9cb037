"""How a run ends: its job is over, or is queued again, as `retry.decide` says. The one place that ends jobs."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from database.statements import execute
from jobs.job import Job, read_job
from jobs.limits import limits
from jobs.outcome import Outcome
from jobs.retry import Failure, Retry, decide
from jobs.run import JobRun, Overtaken
from jobs.states import Ending, ErrorCode, State
from jobs.totals import DURATIONS

if TYPE_CHECKING:
    from decimal import Decimal

    from sqlalchemy import Connection

LONGEST_MESSAGE = 4000


def end(connection: Connection, run: JobRun, outcome: Outcome, suspicious: str | None = None) -> Job:
    """End a run; the job as it is then: over, or delayed for its next attempt. Raises Overtaken."""
    row = execute(connection, "jobs/lock_run", job_id=run.job_id, run=run.run).one_or_none()
    if row is None:
        raise Overtaken(run)
    job = read_job(row)
    if outcome.state is State.FAILED and job.cancel_requested:
        outcome = Outcome(State.CANCELLED, ErrorCode.CANCELLED, f"cancelled; {outcome.code}: {outcome.message}")
    retry = _decide(job, outcome)
    return _postpone(connection, job, outcome, retry) if retry else close(connection, job, outcome, suspicious)


def close(connection: Connection, job: Job, outcome: Outcome, suspicious: str | None = None) -> Job:
    """End a job, whose row the transaction has locked, for good, and queue the mails that tell of it."""
    # Imported only here: a crawl starts faster without.
    from emails.telling import tell_of_job

    seconds = _end_attempt(connection, job, Ending(outcome.state), outcome)
    values = {"state": outcome.state, "suspicious": suspicious, "seconds": seconds, "durations": list(DURATIONS)}
    ended = read_job(execute(connection, "jobs/end", **_reason(job, outcome), **values).one())
    tell_of_job(connection, ended.job_id)
    return ended


def give_back(connection: Connection, job: Job) -> Job:
    """Let a job, whose row the transaction has locked, wait again without using up an attempt."""
    _end_attempt(connection, job, Ending.RELEASED)
    return read_job(execute(connection, "jobs/release", job_id=job.job_id).one())


def _decide(job: Job, outcome: Outcome) -> Retry | None:
    if outcome.state is not State.FAILED:
        return None
    failure = Failure(outcome.code, job.attempt, job.max_attempts, job.rate_limits, outcome.retry_after)
    return decide(failure, limits(), random.random())  # noqa: S311 (jitter, no secret)


def _postpone(connection: Connection, job: Job, outcome: Outcome, retry: Retry) -> Job:
    _end_attempt(connection, job, Ending.FAILED, outcome)
    values = {
        "wait": retry.wait,
        "costs_attempt": retry.costs_attempt,
        "is_rate_limit": outcome.code is ErrorCode.RATE_LIMIT,
    }
    return read_job(execute(connection, "jobs/postpone", **_reason(job, outcome), **values).one())


def _end_attempt(connection: Connection, job: Job, ending: Ending, outcome: Outcome | None = None) -> Decimal | None:
    """How many seconds the attempt took; None for a job that is queued, and has none."""
    values = _reason(job, outcome) | {"outcome": ending}
    seconds: Decimal | None = execute(connection, "jobs/end_attempt", **values).scalar_one_or_none()
    return seconds


def _reason(job: Job, outcome: Outcome | None) -> dict[str, object]:
    message = outcome and outcome.message and outcome.message.replace("\0", "")[-LONGEST_MESSAGE:]
    return {"job_id": job.job_id, "error_code": outcome and outcome.code, "error_message": message}
