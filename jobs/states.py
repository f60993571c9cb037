"""The states of a job, and why jobs fail: the one place that names them."""

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


class ErrorCode(StrEnum):
    """Why a job failed."""

    RATE_LIMIT = "RATE_LIMIT"  # the shop refuses us
    VALIDATION_ERROR = "VALIDATION_ERROR"  # the shop has changed: pages without products, or mostly rejects
    NETWORK = "NETWORK"  # the shop cannot be reached
    DATABASE = "DATABASE"  # our database could not be reached
    CRASH = "CRASH"  # our own process or code failed
    STALLED = "STALLED"  # its process was not heard of for too long
    CANCELLED = "CANCELLED"  # stopped by somebody
