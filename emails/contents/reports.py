"""What mails tell the operators of a day or a week."""

from __future__ import annotations

from datetime import date

from pydantic import NonNegativeInt, PositiveInt

from emails.contents.fields import Contents, Line, Words
from emails.contents.prices import PriceMove


class SellerFailures(Contents):
    """How often a seller's jobs failed on a day, and the last time why."""

    seller: Line
    seller_name: Line
    failures: PositiveInt
    job_id: Line
    error_code: Line
    error_message: Words


class FailureSummary(Contents):
    """The failures of a day: sellers of which more jobs failed than a mail was sent about."""

    day: date
    sellers: tuple[SellerFailures, ...]


class SellerWeek(Contents):
    """A seller's week."""

    seller: Line
    seller_name: Line
    completed: NonNegativeInt = 0
    failed: NonNegativeInt = 0
    suspicious: NonNegativeInt = 0
    products: NonNegativeInt = 0  # listed at its end
    created: NonNegativeInt = 0
    cheaper: NonNegativeInt = 0
    dearer: NonNegativeInt = 0
    last_error: Words | None = None


class WeeklyReport(Contents):
    """A week's crawls and prices; `since` is its Monday, `until` its Sunday."""

    since: date
    until: date
    sellers: tuple[SellerWeek, ...]
    moves: tuple[PriceMove, ...] = ()  # the largest falls
    alerts: NonNegativeInt = 0  # that are confirmed
    alert_mails: NonNegativeInt = 0  # sent that week
