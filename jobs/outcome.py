"""What came of a crawl: a decision from what was counted, made once at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jobs.states import ErrorCode, State


@dataclass(frozen=True, slots=True)
class Reading:
    """What a crawl did.

    `reason` is why it closed, in Scrapy's words. `failures` counts the pages that could not be read by what
    was wrong: an HTTP status, "captcha", "robots.txt", "timeout", "dns", "tls", "connection", "proxy", "offsite",
    "nothing shown", "browser" or the name of an exception. `refusals` counts by kind the answers by which the shop
    refused us, tries that were repeated included, of so many `answers` in all; `retry_after` is for how long it
    asked to be left alone (seconds). `database_error` is set when what was read could not be stored, as a rule
    because the database stayed away; `obstacle` when the crawl could not even begin, for want of a browser.
    """

    reason: str
    pages_done: int
    items: int
    rejected: int
    errors: int = 0
    failures: Mapping[str, int] = field(default_factory=dict)
    refusals: Mapping[str, int] = field(default_factory=dict)
    answers: int = 0
    retry_after: float | None = None
    database_error: str | None = None
    obstacle: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: its last state and, when that is not "completed", why.

    `retry_after` is how many seconds the shop asks to be left alone, when it said so.
    """

    state: State
    code: ErrorCode | None = None
    message: str | None = None
    retry_after: float | None = None


# Why a crawl closed that was ended because of the shop's refusals.
TURNED_AWAY = "turned away"
REFUSALS = frozenset({"403", "429", "503", "captcha", "asked to wait"})
ASTRAY = frozenset({"offsite", "private address"})
GONE = frozenset({"404", "410"})
STOPPED = frozenset({"shutdown", "cancelled"})
# What most of the pages that could not be read may have in common, and what that means.
MOSTLY = (
    (frozenset({"robots.txt"}), ErrorCode.VALIDATION_ERROR, "robots.txt forbids the pages"),
    (GONE, ErrorCode.VALIDATION_ERROR, "the pages are not there any more"),
    (ASTRAY, ErrorCode.VALIDATION_ERROR, "the pages lead away from the shop"),
    (frozenset({"nothing shown"}), ErrorCode.VALIDATION_ERROR, "the pages show no products in the browser"),
    (frozenset({"browser"}), ErrorCode.CRASH, "the browser failed; see the log"),
)


def judge(reading: Reading) -> Outcome:
    """The outcome of a crawl: its first fault in the order below, or completed."""
    return next(_find_faults(reading), Outcome(State.COMPLETED))


def _find_faults(reading: Reading) -> Iterator[Outcome]:
    pages, errors = _pages(reading.pages_done), reading.errors
    if reading.database_error:
        yield _failed(ErrorCode.DATABASE, f"what was read could not be stored: {reading.database_error}")
    if reading.reason in STOPPED:
        yield Outcome(State.CANCELLED, ErrorCode.CANCELLED, f"stopped after {pages}")
    if reading.obstacle:
        yield _failed(ErrorCode.CRASH, reading.obstacle)
    if reading.reason == TURNED_AWAY:
        yield _turned_away(reading)
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


def _turned_away(reading: Reading) -> Outcome:
    """The outcome of a crawl that ended early, because the shop does not want it now."""
    refused = sum(reading.refusals.values())
    told = [f"{refused} of {reading.answers} requests refused ({_tell(reading.refusals)})"] if refused else []
    told += [f"{_pages(reading.pages_done)} read"]
    told += [f"the shop asks for a pause of {reading.retry_after:.0f} s"] if reading.retry_after else []
    return _failed(ErrorCode.RATE_LIMIT, ", ".join(told), reading.retry_after)


def _judge_failures(reading: Reading) -> Outcome:
    """The outcome of a crawl of which most pages could not be read: what was wrong with most of those."""
    failures = reading.failures
    failed = sum(failures.values())
    told, of_all = _tell(failures), _pages(failed + reading.pages_done)
    for kinds, code, words in MOSTLY:
        if _count(failures, kinds) * 2 > failed:
            return _failed(code, f"{words} ({told})")
    refused = _count(failures, REFUSALS)
    if refused * 2 > failed:
        return _failed(ErrorCode.RATE_LIMIT, f"{refused} of {of_all} refused ({told})", reading.retry_after)
    return _failed(ErrorCode.NETWORK, f"{failed} of {of_all} could not be read ({told})")


def _count(failures: Mapping[str, int], kinds: frozenset[str]) -> int:
    return sum(count for kind, count in failures.items() if kind in kinds)


def _tell(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} × {kind}" for kind, count in sorted(counts.items()))


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _failed(code: ErrorCode, message: str, retry_after: float | None = None) -> Outcome:
    return Outcome(State.FAILED, code, message, retry_after)
