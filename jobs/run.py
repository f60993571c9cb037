"""A run: one claim of a job by one process. What a crawl writes names its run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# How a job server tells a crawl which run it is: by its environment, which `ps` does not show to everybody.
JOB, RUN = "GOODSEED_JOB", "GOODSEED_RUN"


@dataclass(frozen=True, slots=True)
class JobRun:
    """The job, the number of this claim of it (never used twice), and the seller it crawls."""

    job_id: str
    run: int
    seller: str


class Overtaken(Exception):
    """This run is no longer the job's current one: the job was given to another process, ended or cancelled."""

    def __init__(self, run: JobRun):
        super().__init__(f"run {run.run} of job {run.job_id} is not the current one any more")


def to_environment(run: JobRun) -> dict[str, str]:
    """The variables that make `scrapy crawl <seller>` take over this run."""
    return {JOB: run.job_id, RUN: str(run.run)}


def read_environment(variables: Mapping[str, str]) -> tuple[str, int] | None:
    """The job id and the run that a job server has claimed for this process; None for a crawl by hand.

    >>> read_environment({"GOODSEED_JOB": "demo-1", "GOODSEED_RUN": "7"})
    ('demo-1', 7)
    """
    job_id, run = variables.get(JOB), variables.get(RUN, "")
    return (job_id, int(run)) if job_id and run.isdecimal() else None
