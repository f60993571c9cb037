"""What came of a crawl is decided from its counts, and the first fault in a fixed order names it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jobs.outcome import Outcome, Reading, judge
from jobs.states import ErrorCode, State

GOOD = Reading(reason="finished", pages_done=12, items=240, rejected=3)
NOTHING_READ = Reading(reason="finished", pages_done=0, items=0, rejected=0)


def _unread(**failures: int) -> Reading:
    return replace(NOTHING_READ, failures={kind.strip("_").replace("_", "."): n for kind, n in failures.items()})


@pytest.mark.parametrize(
    "reading",
    [
        GOOD,
        replace(GOOD, rejected=0),
        replace(GOOD, rejected=120),
        replace(GOOD, reason="closespider_pagecount"),
        replace(GOOD, errors=4),
        replace(GOOD, failures={"404": 1, "timeout": 2}),
        Reading(reason="finished", pages_done=1, items=1, rejected=0),
    ],
    ids=["good", "no reject", "half rejected", "cut short", "errors", "some pages failed", "one of all"],
)
def test_a_crawl_that_read_pages_and_kept_at_least_half_is_completed_without_a_code_or_message(reading: Reading):
    assert judge(reading) == Outcome(State.COMPLETED, None, None)


@pytest.mark.parametrize(
    ("reading", "code", "message"),
    [
        (
            replace(GOOD, database_error="connection refused"),
            ErrorCode.DATABASE,
            "what was read could not be stored: connection refused",
        ),
        (
            replace(NOTHING_READ, obstacle="there is no Chromium"),
            ErrorCode.CRASH,
            "there is no Chromium",
        ),
        (
            replace(NOTHING_READ, failures={"nothing shown": 2, "404": 1}),
            ErrorCode.VALIDATION_ERROR,
            "the pages show no products in the browser (1 × 404, 2 × nothing shown)",
        ),
        (
            replace(NOTHING_READ, failures={"browser": 2, "timeout": 1}),
            ErrorCode.CRASH,
            "the browser failed; see the log (2 × browser, 1 × timeout)",
        ),
        (
            replace(GOOD, items=0, rejected=0),
            ErrorCode.VALIDATION_ERROR,
            "12 pages read and no product found",
        ),
        (
            replace(GOOD, items=0, rejected=0, errors=3),
            ErrorCode.CRASH,
            "12 pages read, 3 errors in our own code; see its log",
        ),
        (
            replace(GOOD, failures={"429": 13}),
            ErrorCode.RATE_LIMIT,
            "13 of 25 pages refused (13 × 429)",
        ),
        (replace(GOOD, rejected=121), ErrorCode.VALIDATION_ERROR, "121 of 240 items were rejected"),
        (replace(GOOD, items=1, rejected=1), ErrorCode.VALIDATION_ERROR, "1 of 1 items were rejected"),
        (
            replace(NOTHING_READ, errors=2),
            ErrorCode.CRASH,
            "no page was asked for (finished, 2 errors); see its log",
        ),
        (
            _unread(robots_txt=7),
            ErrorCode.VALIDATION_ERROR,
            "robots.txt forbids the pages (7 × robots.txt)",
        ),
        (
            _unread(robots_txt=1, timeout=3),
            ErrorCode.NETWORK,
            "4 of 4 pages could not be read (1 × robots.txt, 3 × timeout)",
        ),
        (_unread(_403=5), ErrorCode.RATE_LIMIT, "5 of 5 pages refused (5 × 403)"),
        (_unread(_429=1), ErrorCode.RATE_LIMIT, "1 of 1 page refused (1 × 429)"),
        (_unread(_503=2), ErrorCode.RATE_LIMIT, "2 of 2 pages refused (2 × 503)"),
        (
            _unread(_403=1, _429=1, _503=1, dns=2),
            ErrorCode.RATE_LIMIT,
            "3 of 5 pages refused (1 × 403, 1 × 429, 1 × 503, 2 × dns)",
        ),
        (
            replace(NOTHING_READ, failures={"captcha": 3, "tls": 1}),
            ErrorCode.RATE_LIMIT,
            "3 of 4 pages refused (3 × captcha, 1 × tls)",
        ),
        (
            replace(GOOD, reason="turned away", refusals={"429": 38, "captcha": 3}, answers=50),
            ErrorCode.RATE_LIMIT,
            "41 of 50 requests refused (38 × 429, 3 × captcha), 12 pages read",
        ),
        (
            replace(NOTHING_READ, failures={"offsite": 3, "private address": 1, "timeout": 2}),
            ErrorCode.VALIDATION_ERROR,
            "the pages lead away from the shop (3 × offsite, 1 × private address, 2 × timeout)",
        ),
        (
            replace(NOTHING_READ, failures={"404": 2, "dns": 1}),
            ErrorCode.VALIDATION_ERROR,
            "the pages are not there any more (2 × 404, 1 × dns)",
        ),
        (
            _unread(tls=2, proxy=1),
            ErrorCode.NETWORK,
            "3 of 3 pages could not be read (1 × proxy, 2 × tls)",
        ),
        (_unread(_403=2, timeout=2), ErrorCode.NETWORK, "4 of 4 pages could not be read (2 × 403, 2 × timeout)"),
        (_unread(_500=1), ErrorCode.NETWORK, "1 of 1 page could not be read (1 × 500)"),
        (
            _unread(timeout=4, connection=3, dns=2, ResponseNeverReceived=1),
            ErrorCode.NETWORK,
            "10 of 10 pages could not be read (1 × ResponseNeverReceived, 3 × connection, 2 × dns, 4 × timeout)",
        ),
    ],
)
def test_a_fault_fails_the_job_with_its_code_and_a_message_that_holds_the_numbers(
    reading: Reading, code: ErrorCode, message: str
):
    assert judge(reading) == Outcome(State.FAILED, code, message)


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        (
            replace(GOOD, reason="turned away", refusals={"503": 1}, answers=13, retry_after=7200.0),
            "1 of 13 requests refused (1 × 503), 12 pages read, the shop asks for a pause of 7200 s",
        ),
        (
            replace(NOTHING_READ, reason="turned away", failures={"asked to wait": 1}, retry_after=7200.0),
            "0 pages read, the shop asks for a pause of 7200 s",
        ),
        (
            replace(NOTHING_READ, failures={"429": 1}, refusals={"429": 3}, answers=3, retry_after=7200.0),
            "1 of 1 page refused (1 × 429)",
        ),
    ],
    ids=["during the crawl", "before it", "to the last page"],
)
def test_a_shop_that_asks_for_a_pause_is_left_alone_for_as_long(reading: Reading, message: str):
    assert judge(reading) == Outcome(State.FAILED, ErrorCode.RATE_LIMIT, message, 7200.0)


def test_a_pause_that_the_shop_asked_for_says_nothing_of_other_faults():
    assert judge(replace(GOOD, retry_after=60.0)) == Outcome(State.COMPLETED)
    assert judge(replace(_unread(dns=3), retry_after=60.0)).retry_after is None


@pytest.mark.parametrize("reason", ["shutdown", "cancelled"])
@pytest.mark.parametrize("pages", [0, 7])
def test_a_crawl_that_somebody_stopped_is_cancelled_whatever_it_read(reason: str, pages: int):
    outcome = judge(Reading(reason=reason, pages_done=pages, items=0, rejected=0, failures={"403": 9}))
    assert outcome == Outcome(State.CANCELLED, ErrorCode.CANCELLED, f"stopped after {pages} pages")


# Each reading has the faults of its row and of all rows below it.
EVERY_FAULT = Reading(
    reason="cancelled",
    pages_done=0,
    items=0,
    rejected=0,
    errors=3,
    failures={"robots.txt": 1, "403": 9, "dns": 1},
    database_error="server closed the connection",
)
WITHOUT_DATABASE = replace(EVERY_FAULT, database_error=None)
NOT_STOPPED = replace(WITHOUT_DATABASE, reason="finished")
MOSTLY_READ = replace(NOT_STOPPED, pages_done=11)
FAULTLESS_CODE = replace(MOSTLY_READ, errors=0)
SOMETHING_FOUND = replace(FAULTLESS_CODE, items=1, rejected=1)


@pytest.mark.parametrize(
    ("reading", "code", "begins"),
    [
        (EVERY_FAULT, ErrorCode.DATABASE, "what was read could not be stored: server closed the connection"),
        (WITHOUT_DATABASE, ErrorCode.CANCELLED, "stopped after 0 pages"),
        (NOT_STOPPED, ErrorCode.RATE_LIMIT, "9 of 11 pages refused"),
        (MOSTLY_READ, ErrorCode.CRASH, "11 pages read, 3 errors in our own code"),
        (FAULTLESS_CODE, ErrorCode.VALIDATION_ERROR, "11 pages read and no product found"),
        (SOMETHING_FOUND, ErrorCode.VALIDATION_ERROR, "1 of 1 items were rejected"),
        (replace(SOMETHING_FOUND, rejected=0), None, ""),
    ],
    ids=["database", "stopped", "unread", "errors", "no product", "rejects", "none"],
)
def test_of_several_faults_the_first_in_this_order_names_the_outcome(
    reading: Reading, code: ErrorCode | None, begins: str
):
    outcome = judge(reading)
    assert outcome.code == code
    assert (outcome.message or "").startswith(begins)


def test_failed_and_cancelled_outcomes_always_say_why_and_completed_ones_never_do():
    readings = [GOOD, EVERY_FAULT, WITHOUT_DATABASE, NOT_STOPPED, MOSTLY_READ, FAULTLESS_CODE, SOMETHING_FOUND]
    for outcome in map(judge, readings):
        is_completed = outcome.state is State.COMPLETED
        assert (outcome.code is None) == (outcome.message is None) == is_completed
