"""The outbox: mails wait here, written in the transaction of what they tell of, until a sender takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from database.statements import execute
from emails.new_email import NewEmail
from emails.retry import LEASE_SECONDS, MAX_LAPSES, Postponed
from emails.types import EmailType

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Queued:
    """A mail in the outbox; `is_new` is false when its dedupe key was there already."""

    id: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that this process alone may send until its lease ends at `until`, which tells its claims apart."""

    id: int
    type: EmailType
    recipient: str
    data: dict[str, Any]
    dedupe_key: str
    attempt: int
    until: datetime


def queue(connection: Connection, new: NewEmail) -> Queued:
    """Put a mail into the outbox, in the connection's transaction; the second of a dedupe key is the first."""
    values = {"type": new.type, "recipient": new.recipient, "dedupe_key": new.dedupe_key}
    data = new.contents.model_dump_json(exclude_none=True)
    while True:
        added = execute(connection, "emails/queue", **values, data=data).scalar_one_or_none()
        if added is not None:
            return Queued(added, is_new=True)
        found = execute(connection, "emails/find_key", dedupe_key=new.dedupe_key).scalar_one_or_none()
        if found is not None:  # else it was cleaned up meanwhile
            return Queued(found, is_new=False)


def queue_all(connection: Connection, mails: Iterable[NewEmail]) -> int:
    """Queue several; how many were new."""
    return sum(queue(connection, new).is_new for new in mails)


def count_due(connection: Connection) -> int:
    """How many mails could be sent now."""
    return int(execute(connection, "emails/count_due").scalar_one())


def give_up_lapsed(connection: Connection) -> None:
    """Fail the mails whose senders died twice while sending them: they may have reached their readers twice."""
    execute(connection, "emails/give_up", max_lapses=MAX_LAPSES)


def claim(connection: Connection) -> Claimed | None:
    """Take the mail that is due longest; None when there is none. To be committed before it is sent.

    A mail whose sender died while sending it is due again when its lease has passed, once.
    """
    row = execute(connection, "emails/claim", lease=LEASE_SECONDS, max_lapses=MAX_LAPSES).one_or_none()
    if row is None:
        return None
    return Claimed(row.id, EmailType(row.type), row.recipient, row.data, row.dedupe_key, row.attempts, row.run_at)


def mark_sent(connection: Connection, mail: Claimed, provider_id: str) -> bool:
    """Write down that a mail was sent; False when its lease had passed and another has it."""
    return bool(execute(connection, "emails/mark_sent", **_of(mail), provider_id=provider_id).rowcount)


def mark_failed(connection: Connection, mail: Claimed, error: str) -> bool:
    """Write down that a mail will never be sent, and why."""
    return bool(execute(connection, "emails/mark_failed", **_of(mail), error=error).rowcount)


def postpone(connection: Connection, mail: Claimed, postponed: Postponed, error: str) -> bool:
    """Give a mail back, to be tried again later."""
    values = {"wait": postponed.seconds, "costs_attempt": postponed.costs_attempt, "error": error}
    return bool(execute(connection, "emails/postpone", **_of(mail), **values).rowcount)


def note_lapse(connection: Connection, mail: Claimed, postponed: Postponed, error: str) -> bool:
    """Give back a mail of which nobody knows whether it has arrived; whether it is tried once more."""
    values = {"wait": postponed.seconds, "max_lapses": MAX_LAPSES, "error": error}
    return bool(execute(connection, "emails/note_lapse", **_of(mail), **values).scalar_one_or_none() == "queued")


def _of(mail: Claimed) -> dict[str, Any]:
    return {"id": mail.id, "until": mail.until}
