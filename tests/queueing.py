"""Sellers, jobs and claims for tests of the queue, and the database as an old hand would look at it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from database.engine import transaction
from jobs import attempts, control
from jobs.attempts import Progress
from jobs.job import Job
from jobs.listing import find
from jobs.new_job import NewJob
from jobs.outcome import Outcome
from jobs.queue import Claim, Enqueued, claim, enqueue
from jobs.run import JobRun
from jobs.states import ErrorCode, State, Trigger
from tests.crawling import query

NODE = "here:6800"
COMPLETED = Outcome(State.COMPLETED)
NOTHING_YET = Progress(0, None, 0)


def add_sellers(*slugs: str) -> None:
    """Rows of made-up sellers."""
    for slug in slugs:
        query(
            "INSERT INTO sellers (slug, name, homepage_url, platform, currency)"
            " VALUES (%(slug)s, 'Shop', 'https://shop.example/', 'seed_card', 'CAD') RETURNING slug",
            slug=slug,
        )


def add(seller: str = "shop", **wishes: Any) -> Enqueued:
    """Queue a job in a transaction of its own."""
    with transaction() as connection:
        return enqueue(connection, NewJob(seller, **{"trigger": Trigger.API, **wishes}))


def take(node: str = NODE, max_proc: int = 5, max_per_minute: int = 0) -> Claim | None:
    """Claim a job in a transaction of its own."""
    with transaction() as connection:
        return claim(connection, node, max_proc, max_per_minute)


def must_take(**limits: Any) -> Claim:
    """The claim of a job that must be there."""
    taken = take(**limits)
    assert taken
    return taken


def finish(run: JobRun, outcome: Outcome = COMPLETED, progress: Progress = NOTHING_YET) -> Job:
    """End a run as its process would."""
    with transaction() as connection:
        return attempts.finish(connection, run, progress, outcome, None)


def fail(run: JobRun, code: ErrorCode = ErrorCode.NETWORK, **more: Any) -> Job:
    """Let a run fail."""
    return finish(run, Outcome(State.FAILED, code, "it went wrong", **more))


def cancel(job_id: str) -> control.Cancelled:
    """Cancel a job in a transaction of its own."""
    with transaction() as connection:
        return control.cancel(connection, job_id)


def try_again(job_id: str) -> Job:
    """Try a job again in a transaction of its own."""
    with transaction() as connection:
        return control.try_again(connection, job_id)


def look(job_id: str) -> Job:
    """The job as it is now."""
    with transaction() as connection:
        job = find(connection, job_id)
    assert job
    return job


def let_time_pass(job_id: str, span: timedelta) -> None:
    """Make all that has happened to a job older."""
    for table, moments in (
        ("scrape_jobs", ("created_at", "run_at", "started_at", "heartbeat_at", "page_at")),
        ("scrape_attempts", ("started_at",)),
    ):
        changes = ", ".join(f"{moment} = {moment} - %(span)s" for moment in moments)
        query(f"UPDATE {table} SET {changes} WHERE job_id = %(job_id)s RETURNING 1", job_id=job_id, span=span)
