"""The states of a job, how its attempts end, why jobs fail, who asked for them: the one place that names them."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a job is in its life."""

    WAITING = "waiting"  # due, for the next free slot
    DELAYED = "delayed"  # due later
    ACTIVE = "active"  # a process is at it
    COMPLETED = "completed"  # read to its end
    FAILED = "failed"  # given up
    CANCELLED = "cancelled"  # somebody did not want it any more

    @property
    def is_finished(self) -> bool:
        """Whether the job has ended for good."""
        return self in FINISHED


QUEUED = (State.WAITING, State.DELAYED)
UNFINISHED = (*QUEUED, State.ACTIVE)
FINISHED = (State.COMPLETED, State.FAILED, State.CANCELLED)


class Ending(StrEnum):
    """How an attempt ended."""

    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    RELEASED = "released"  # stopped in good order: the job waits again, and nothing counts against it


class ErrorCode(StrEnum):
    """Why a job failed."""

    RATE_LIMIT = "RATE_LIMIT"  # the shop refuses us
    VALIDATION_ERROR = "VALIDATION_ERROR"  # the shop has changed, or the job's arguments cannot be used
    NETWORK = "NETWORK"  # the shop cannot be reached
    DATABASE = "DATABASE"  # our database could not be reached
    CRASH = "CRASH"  # our own process or code failed
    STALLED = "STALLED"  # its process was not heard of, or got nowhere, for too long
    CANCELLED = "CANCELLED"  # stopped by somebody


class Trigger(StrEnum):
    """Who asked for a job."""

    API = "api"
    SCHEDULE = "schedule"
    RETRY = "retry"  # somebody wanted a failed job tried again
    DASHBOARD = "dashboard"
    CLI = "cli"
