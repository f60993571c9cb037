"""What came of a crawl: a decision from what was counted, made once at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jobs.states import ErrorCode, State


@dataclass(frozen=True, slots=True)
class Reading:
    """What a crawl did.

    `reason` is why it closed, in Scrapy's words. `failures` counts the pages that could not be read by what
    was wrong: an HTTP status, "robots.txt", "timeout", "dns", "connection" or the name of an exception.
    `database_error` is set when what was read could not be stored, as a rule because the database stayed away.
    """

    reason: str
    pages_done: int
    items: int
    rejected: int
    errors: int = 0
    failures: Mapping[str, int] = field(default_factory=dict)
    database_error: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: its last state and, when that is not "completed", why."""

    state: State
    code: ErrorCode | None = None
    message: str | None = None


REFUSALS = frozenset({"403", "429", "503"})
STOPPED = frozenset({"shutdown", "cancelled"})


def judge(reading: Reading) -> Outcome:
    """The outcome of a crawl; the first fault in this order names it."""
    if reading.database_error:
        return _failed(ErrorCode.DATABASE, f"what was read could not be stored: {reading.database_error}")
    if reading.reason in STOPPED:
        return Outcome(State.CANCELLED, ErrorCode.CANCELLED, f"stopped after {reading.pages_done} pages")
    if reading.pages_done == 0:
        return _judge_nothing_read(reading)
    if reading.items == 0:
        return _failed(ErrorCode.VALIDATION_ERROR, f"{reading.pages_done} pages read and no product found on them")
    if reading.rejected * 2 > reading.items:
        return _failed(ErrorCode.VALIDATION_ERROR, f"{reading.rejected} of {reading.items} items were rejected")
    return Outcome(State.COMPLETED)


def _judge_nothing_read(reading: Reading) -> Outcome:
    told = ", ".join(f"{count} × {kind}" for kind, count in sorted(reading.failures.items()))
    if not reading.failures:
        return _failed(
            ErrorCode.CRASH, f"no page was asked for ({reading.reason}, {reading.errors} errors); see its log"
        )
    if "robots.txt" in reading.failures:
        return _failed(ErrorCode.VALIDATION_ERROR, f"robots.txt forbids the pages ({told})")
    refused = sum(count for kind, count in reading.failures.items() if kind in REFUSALS)
    code = ErrorCode.RATE_LIMIT if refused * 2 > sum(reading.failures.values()) else ErrorCode.NETWORK
    return _failed(code, f"no page could be read ({told})")


def _failed(code: ErrorCode, message: str) -> Outcome:
    return Outcome(State.FAILED, code, message)
