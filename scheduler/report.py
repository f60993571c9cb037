"""What the operators are told from time to time: each day what failed again, each week how it went."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from database.statements import execute
from emails.contents.fields import Contents
from emails.contents.reports import FailureSummary, SellerFailures, SellerWeek, WeeklyReport
from emails.new_email import NewEmail
from emails.outbox import queue_all
from emails.settings import email_settings
from emails.types import EmailType
from scheduler.outcome import Done
from scheduler.rehearsal import act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

DAYS_TO_CATCH_UP = 3


def queue_reports(*, dry_run: bool = False) -> Done:
    """Queue the summaries of the last days' failures and the last week's report, each once."""
    operators = email_settings().operator_emails
    if not operators:
        return Done("OPERATOR_EMAILS is not set: nobody to report to", {"queued": 0})
    today = datetime.now(UTC).date()
    with act(dry_run=dry_run) as connection:
        reports = _write_reports(connection, today)
        mails = (NewEmail(to, contents, f"{key}:{to}") for key, contents in reports for to in operators)
        queued = queue_all(connection, mails)
    return Done(f"{'would queue' if dry_run else 'queued'} {queued} reports", {"queued": queued})


def days_to_summarise(today: date) -> list[date]:
    """The days before today whose summaries must have been sent by now, oldest first.

    >>> days_to_summarise(date(2026, 3, 9))
    [datetime.date(2026, 3, 6), datetime.date(2026, 3, 7), datetime.date(2026, 3, 8)]
    """
    return [today - timedelta(days=days) for days in range(DAYS_TO_CATCH_UP, 0, -1)]


def last_week(today: date) -> tuple[date, date]:
    """The Monday and the Sunday of the last week that is over.

    >>> last_week(date(2026, 3, 9))
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 8))
    """
    monday = today - timedelta(days=today.weekday() + 7)
    return monday, monday + timedelta(days=6)


def _write_reports(connection: Connection, today: date) -> Iterator[tuple[str, Contents]]:
    """What is to be told, with its dedupe key; nothing of days and weeks in which nothing was."""
    for day in days_to_summarise(today):
        rows = execute(connection, "scheduler/failures_of_day", day=day).all()
        if rows:
            sellers = tuple(SellerFailures.model_validate(row._asdict()) for row in rows)
            yield f"{EmailType.FAILURE_SUMMARY}:{day}", FailureSummary(day=day, sellers=sellers)
    monday, sunday = last_week(today)
    report = _write_week(connection, monday, sunday)
    if any(seller.completed or seller.failed for seller in report.sellers):
        yield f"{EmailType.WEEKLY_REPORT}:{monday}", report


def _write_week(connection: Connection, monday: date, sunday: date) -> WeeklyReport:
    span = {"since": monday, "until": sunday + timedelta(days=1)}
    sellers = execute(connection, "scheduler/week_of_sellers", **span).all()
    facts = execute(connection, "scheduler/week", **span).one()._asdict()
    rows = tuple(SellerWeek.model_validate(row._asdict()) for row in sellers)
    return WeeklyReport.model_validate({"since": monday, "until": sunday, "sellers": rows, **facts})
