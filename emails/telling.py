"""What tells of a job that has ended for good: mails to the operators, and to those who wait for its news."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

from database.engine import is_outage
from database.statements import execute
from emails.contents import type_of
from emails.contents.crawls import CrawlOfSeller, FailedAttempt, ScrapeCompleted, ScrapeFailed, ScrapeSuspicious
from emails.log_tail import read_log_tail
from emails.matching import queue_alerts
from emails.new_email import NewEmail
from emails.outbox import queue_all
from emails.settings import BadSetting, read_operators

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection

logger = logging.getLogger(__name__)

_COUNTERS = ("pages_done", "products_seen", "created", "updated", "unchanged", "rejected", "left_out", "held", "errors")
# Nobody is told of prices that were read from pages which we do not understand any more.
_NOT_BELIEVED = "VALIDATION_ERROR"


def tell_of_job(connection: Connection, job_id: str) -> None:
    """Queue the mails about a job that ends in this transaction: alerts, and to the operators.

    What goes wrong with one of these is logged, and the job ends without it; only an outage of the database is raised.
    """
    job = execute(connection, "emails/ended_job", job_id=job_id).one()
    if job.error_code != _NOT_BELIEVED:
        tell_of_prices(connection, job_id)
    _try(_tell_operators, connection, job)


def tell_of_prices(connection: Connection, job_id: str) -> None:
    """Queue the alerts of prices that a job read and that are written only now, because they were held."""
    _try(queue_alerts, connection, job_id)


def _try(tell: Callable[[Connection, Any], object], connection: Connection, about: Any) -> None:
    """Call it in a savepoint of its own."""
    try:
        with connection.begin_nested():
            tell(connection, about)
    except BadSetting as error:
        logger.error("No mail tells the operators: %s", error)
    except Exception as error:
        if is_outage(error):
            raise
        logger.exception("A mail is not written")


def _tell_operators(connection: Connection, job: Any) -> None:
    operators = read_operators(os.environ)
    if operators and (contents := _write(connection, job)):
        key = make_key(contents, job.run)
        queue_all(connection, (NewEmail(operator, contents, f"{key}:{operator}") for operator in operators))


def make_key(contents: CrawlOfSeller, run: int | None) -> str:
    """What makes two mails about jobs the same: one a run, and of failures one a seller and day (UTC)."""
    if isinstance(contents, ScrapeFailed):
        return f"{type_of(contents)}:{contents.seller}:{contents.finished_at:%Y-%m-%d}"
    return f"{type_of(contents)}:{contents.job_id}:{run}"


def _write(connection: Connection, job: Any) -> CrawlOfSeller | None:
    """What the operators are told of a job; nothing of one that was cancelled."""
    if job.state == "completed":
        return _write_completed(connection, job)
    return _write_failed(connection, job) if job.state == "failed" else None


def _write_completed(connection: Connection, job: Any) -> ScrapeCompleted:
    changes = execute(connection, "emails/changes_of_job", job_id=job.job_id).one()
    products = execute(connection, "emails/products_of_job", seller=job.seller, started_at=job.started_at).one()
    facts = {
        **_of(job),
        **{name: getattr(job, name) for name in _COUNTERS},
        **changes._asdict(),
        **products._asdict(),
        "seconds": job.seconds,
    }
    if job.suspicious:
        return ScrapeSuspicious.model_validate({**facts, "suspicions": split_suspicions(job.suspicious)})
    return ScrapeCompleted.model_validate(facts)


def _write_failed(connection: Connection, job: Any) -> ScrapeFailed:
    attempts = execute(connection, "emails/attempts_of_job", job_id=job.job_id).all()
    logs = [attempt.log for attempt in attempts if attempt.log]
    return ScrapeFailed(
        **_of(job),
        error_code=job.error_code or "UNKNOWN",
        error_message=(job.error_message or "").strip() or "no reason was written down",
        attempts=tuple(_read_attempt(attempt) for attempt in attempts[-10:]),
        log=logs[-1] if logs else None,
        log_lines=read_log_tail(logs[-1]) if logs else (),
        node=job.node,
    )


def _read_attempt(row: Any) -> FailedAttempt:
    values = {name: getattr(row, name) for name in FailedAttempt.model_fields}
    values["error_message"] = (row.error_message or "").strip() or None
    return FailedAttempt.model_validate(values)


def _of(job: Any) -> dict[str, Any]:
    return {name: getattr(job, name) for name in CrawlOfSeller.model_fields}


def split_suspicions(text: str) -> Iterable[str]:
    """What looks wrong, one by one.

    >>> split_suspicions("only 2 of 9 listed products were seen; thc: 10% of the products have it")
    ['only 2 of 9 listed products were seen', 'thc: 10% of the products have it']
    """
    return [part.strip() for part in text.split(";") if part.strip()]
