"""Alerts: who wants to be told when a product or strain becomes cheaper, or can be bought again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from database.statements import execute
from emails.alert_request import AlertRequest, BadAlert
from emails.contents.readers import AlertConfirmation
from emails.limits import Limit, count_request
from emails.new_email import BadEmail, NewEmail
from emails.outbox import queue
from emails.signing import BadToken, Purpose, Signer
from emails.types import EmailType

if TYPE_CHECKING:
    from sqlalchemy import Connection

PER_ADDRESS = Limit("address", requests=5, seconds=3600)
PER_CLIENT = Limit("client", requests=30, seconds=60)


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as it is. `about` is the name of the product, or of the strain at all sellers.

    `is_new` when it was made by this very request.
    """

    id: int
    email: str
    about: str
    kinds: tuple[str, ...]
    threshold: Decimal
    is_confirmed: bool
    is_stopped: bool
    is_new: bool = field(default=False, compare=False)


def request_alert(connection: Connection, request: AlertRequest, client: str) -> Alert:
    """Make an alert, and queue the mail that asks whether it is meant; what is there already is not made again.

    Who asks again on another day is asked back again: the first mail may be lost, or among the spam.
    `client` is the network address of who asks. Raises BadAlert for a product or strain that is not known, and
    TooManyRequests.
    """
    count_request(connection, PER_CLIENT, client)
    count_request(connection, PER_ADDRESS, request.email.lower())
    about = _find_subject(connection, request)
    kinds = sorted(set(request.kinds))
    values = {**request.model_dump(include={"email", "product_id", "strain", "threshold"}), "kinds": kinds}
    alert = _read(execute(connection, "emails/find_alert", **values).one_or_none())
    if alert is None:
        number = execute(connection, "emails/add_alert", **values).scalar_one()
        alert = Alert(number, request.email, about, tuple(kinds), request.threshold, False, False, is_new=True)
    if not alert.is_confirmed:
        contents = AlertConfirmation(alert_id=alert.id, about=about, kinds=tuple(kinds), threshold=alert.threshold)
        key = f"{EmailType.ALERT_CONFIRMATION}:{alert.id}:{datetime.now(UTC).date()}"
        queue(connection, NewEmail(alert.email, contents, key))
    return alert


def require_own_alert(connection: Connection, email: NewEmail) -> None:
    """Raises BadEmail for a mail about somebody else's alert: its links would be good for that."""
    number = getattr(email.contents, "alert_id", None)
    if number is None:
        return
    alert = _look_up(connection, number)
    if alert is None or alert.email.lower() != email.recipient.lower():
        raise BadEmail("data.alertId", f"{email.recipient} has no alert {number}")


def find_alert(connection: Connection, signer: Signer, purpose: Purpose, token: str) -> Alert:
    """The alert that a link of a mail is about. Raises BadToken, also when it went with its product."""
    alert = _look_up(connection, signer.read(purpose, token))
    if alert is None:
        raise BadToken
    return alert


def confirm(connection: Connection, signer: Signer, token: str) -> Alert:
    """Let an alert begin, by the token of its mail; once is as good as often. Raises BadToken.

    One that was stopped stays so: its link may be an old one.
    """
    alert = find_alert(connection, signer, Purpose.CONFIRM, token)
    execute(connection, "emails/confirm_alert", id=alert.id)
    return find_alert(connection, signer, Purpose.CONFIRM, token)


def unsubscribe(connection: Connection, signer: Signer, token: str) -> Alert:
    """Stop an alert, and the mails of it that wait; once is as good as often. Raises BadToken."""
    alert = find_alert(connection, signer, Purpose.UNSUBSCRIBE, token)
    execute(connection, "emails/stop_alert", id=alert.id)
    return find_alert(connection, signer, Purpose.UNSUBSCRIBE, token)


def _find_subject(connection: Connection, request: AlertRequest) -> str:
    """The name of what is asked for."""
    wanted = {"product_id": request.product_id, "strain": request.strain}
    name = execute(connection, "emails/find_subject", **wanted).scalar_one_or_none()
    if name is not None:
        return str(name)
    if request.product_id is not None:
        raise BadAlert("productId", f"there is no product {request.product_id}")
    raise BadAlert("strain", f"no seller has a strain {request.strain!r}")


def _look_up(connection: Connection, number: int) -> Alert | None:
    return _read(execute(connection, "emails/alert", id=number).one_or_none())


def _read(row: Any) -> Alert | None:
    if row is None:
        return None
    return Alert(
        row.id,
        row.email,
        row.about,
        tuple(row.kinds),
        row.threshold,
        is_confirmed=row.confirmed_at is not None,
        is_stopped=row.unsubscribed_at is not None,
    )
