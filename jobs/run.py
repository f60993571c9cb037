"""A run: one claim of a job by one process. What a crawl writes names its run."""

from __future__ import annotations

from dataclasses import dataclass


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
