"""What the queue's calls give."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from jobserver.shapes.answer import Answer
from jobserver.shapes.jobs import AttemptShape, FinishedJob, JobShape, PendingJob, RunningJob


class ScheduleAnswer(Answer):
    """The job that was queued, or the one that is there instead."""

    jobid: str
    duplicate: Annotated[
        bool, Field(description="Only there, and true, when no job was made: this id or this seller has one already.")
    ] = False


class CancelAnswer(Answer):
    """The state in which the job was found; null when it is unknown or finished."""

    prevstate: Literal["pending", "running"] | None


class StatusAnswer(Answer):
    """Where a job is; when it is known, with all that `Progress` holds, and its attempts, the first one first."""

    model_config = ConfigDict(extra="allow")

    currstate: Annotated[Literal["pending", "running", "finished"] | None, Field(description="null: no such job.")]
    attempts: tuple[AttemptShape, ...] = ()


class ListJobsAnswer(Answer):
    """All pending and running jobs, and the latest finished ones."""

    pending: list[PendingJob]
    running: list[RunningJob]
    finished: list[FinishedJob]


class JobsAnswer(Answer):
    """One page of jobs, the newest first."""

    jobs: list[JobShape]
    next: Annotated[str | None, Field(description="The `cursor` of the next page; null at the end.")]


class RetryAnswer(Answer):
    """The job, which waits again."""

    jobid: str
    attempt: Annotated[int, Field(description="How many attempts it has had.")]
    max_attempts: int
