"""scrapyd's queue of pending jobs, for those who ask for one: it is the job table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapyd.interfaces import ISpiderQueue
from zope.interface import implementer

from database.engine import transaction
from jobs.control import cancel
from jobs.job import Job
from jobs.listing import list_queued
from jobs.new_job import NewJob
from jobs.queue import claim, enqueue
from jobs.states import Trigger
from jobserver.options import read_options
from jobserver.pulse import latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapyd import Config


@implementer(ISpiderQueue)
class JobQueue:
    """Everything answers at once: `count` from the latest numbers, the others by one short look at the database."""

    def __init__(self, config: Config, project: str):
        self.project = project
        self.options = read_options(config)

    def add(self, name: str, priority: float = 0.0, **spider_args: Any) -> None:
        """Queue a crawl of a seller."""
        job_id, settings = spider_args.pop("_job", None), spider_args.pop("settings", {})
        spider_args.pop("_version", None)
        new = NewJob(name, Trigger.API, job_id, args=spider_args, settings=settings, priority=priority)
        with transaction() as connection:
            enqueue(connection, new)

    def pop(self) -> dict[str, Any] | None:
        """Claim the next job; None when none is due, or a limit is reached."""
        options = self.options
        with transaction() as connection:
            claimed = claim(connection, options.node_name, options.max_proc, options.max_jobs_per_minute)
        return _message(claimed.job) if claimed else None

    def count(self) -> int:
        """How many jobs were pending a moment ago."""
        return latest.numbers.pending

    def list(self) -> list[dict[str, Any]]:
        """The pending jobs."""
        with transaction() as connection:
            return [_message(job) for job in list_queued(connection)]

    def remove(self, func: Callable[[dict[str, Any]], bool]) -> int:
        """Cancel the pending jobs for which the function is true; how many."""
        with transaction() as connection:
            jobs = [job for job in list_queued(connection) if func(_message(job))]
            for job in jobs:
                cancel(connection, job.job_id)
        return len(jobs)

    def clear(self) -> None:
        """Cancel all pending jobs."""
        self.remove(lambda _: True)


def _message(job: Job) -> dict[str, Any]:
    """A job as scrapyd passes it around."""
    return {"name": job.seller, "_job": job.job_id, "settings": job.settings, **job.args}
