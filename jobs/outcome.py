"""What came of a crawl: a decision from what was counted, made once at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """How a job ended: its last state and, when that is not "completed", why.

    `retry_after` is how many seconds the shop asks to be left alone.
    """

    state: State
    code: ErrorCode | None = None
    message: str | None = None
    retry_after: float | None = None


REFUSALS = frozenset({"403", "429", "503"})
GONE = frozenset({"404", "410"})
STOPPED = frozenset({"shutdown", "cancelled"})


def judge(reading: Reading) -> Outcome:
    """The outcome of a crawl: its first fault in the order below, or completed."""
    return next(_find_faults(reading), Outcome(State.COMPLETED))


def _find_faults(reading: Reading) -> Iterator[Outcome]:
    pages, errors = _pages(reading.pages_done), reading.errors
    if reading.database_error:
        yield _failed(ErrorCode.DATABASE, f"what was read could not be stored: {reading.database_error}")
    if reading.reason in STOPPED:
        yield Outcome(State.CANCELLED, ErrorCode.CANCELLED, f"stopped after {pages}")
    if not reading.pages_done and not reading.failures:
        yield _failed(ErrorCode.CRASH, f"no page was asked for ({reading.reason}, {errors} errors); see its log")
    if sum(reading.failures.values()) > reading.pages_done:
        yield _judge_failures(reading)
    if reading.items == 0 and errors:
        yield _failed(ErrorCode.CRASH, f"{pages} read, {errors} errors in our own code; see its log")
    if reading.items == 0:
        yield _failed(ErrorCode.VALIDATION_ERROR, f"{pages} read and no product found")
    if reading.rejected * 2 > reading.items:
        yield _failed(ErrorCode.VALIDATION_ERROR, f"{reading.rejected} of {reading.items} items were rejected")


def _judge_failures(reading: Reading) -> Outcome:
    """The outcome of a crawl of which most pages could not be read: what was wrong with most of those."""
    failed = sum(reading.failures.values())
    refused = sum(count for kind, count in reading.failures.items() if kind in REFUSALS)
    told = ", ".join(f"{count} × {kind}" for kind, count in sorted(reading.failures.items()))
    if reading.failures.get("robots.txt", 0) * 2 > failed:
        return _failed(ErrorCode.VALIDATION_ERROR, f"robots.txt forbids the pages ({told})")
    if sum(count for kind, count in reading.failures.items() if kind in GONE) * 2 > failed:
        return _failed(ErrorCode.VALIDATION_ERROR, f"the pages are not there any more ({told})")
    code = ErrorCode.RATE_LIMIT if refused * 2 > failed else ErrorCode.NETWORK
    return _failed(code, f"{failed} of {_pages(failed + reading.pages_done)} could not be read ({told})")


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _failed(code: ErrorCode, message: str) -> Outcome:
    return Outcome(State.FAILED, code, message)
