"""What each type of mail tells: the data that its templates are given, checked before it is queued."""

from __future__ import annotations

from typing import Any

from emails.contents.crawls import ScrapeCompleted, ScrapeFailed, ScrapeSuspicious
from emails.contents.fields import Contents
from emails.contents.readers import AlertConfirmation, BackInStock, PriceDrop, UserWelcome
from emails.contents.reports import FailureSummary, WeeklyReport
from emails.types import EmailType

MODELS: dict[EmailType, type[Contents]] = {
    EmailType.SCRAPE_COMPLETED: ScrapeCompleted,
    EmailType.SCRAPE_FAILED: ScrapeFailed,
    EmailType.SCRAPE_SUSPICIOUS: ScrapeSuspicious,
    EmailType.FAILURE_SUMMARY: FailureSummary,
    EmailType.USER_WELCOME: UserWelcome,
    EmailType.ALERT_CONFIRMATION: AlertConfirmation,
    EmailType.PRICE_DROP: PriceDrop,
    EmailType.BACK_IN_STOCK: BackInStock,
    EmailType.WEEKLY_REPORT: WeeklyReport,
}
_TYPES = {model: kind for kind, model in MODELS.items()}


def type_of(contents: Contents) -> EmailType:
    """The type of mail that tells this."""
    return _TYPES[type(contents)]


def read_contents(type: EmailType, data: Any) -> Contents:  # noqa: A002 (the field's name)
    """The contents of a mail from its data. Raises pydantic.ValidationError."""
    return MODELS[type].model_validate(data)
