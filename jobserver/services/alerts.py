"""POST /api/alerts: ask to be told of a product or strain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel
from pydantic_core import from_json

from database.engine import transaction
from emails.alert_request import AlertRequest, BadAlert, read_alert_request
from emails.alerts import Alert, request_alert
from emails.limits import TooManyRequests
from jobserver.clients import find_client
from jobserver.refusal import Refusal
from jobserver.services.service import ApiService
from jobserver.shapes.web_app import RequestedAlert

if TYPE_CHECKING:
    from twisted.web.http import Request


class Wish(BaseModel):
    """What is asked for, and the network address for which it is."""

    request: AlertRequest
    client: str


class Alerts(ApiService):
    """Ask to be told by mail when a price falls or something is back in stock.

    Nothing is told before the link in a first mail is followed. Five requests an hour are taken for one e-mail address,
    thirty a minute for one visitor: where a password is set, that is the first address of `X-Forwarded-For`.
    """

    verb = "POST"
    takes = AlertRequest
    gives = RequestedAlert
    statuses = (200, 201, 400, 401, 429, 503)

    def read(self, request: Request) -> Wish:
        """The body, and who sent it. Raises Refusal."""
        assert request.content is not None
        try:
            wanted = read_alert_request(from_json(request.content.read()))
        except BadAlert as error:
            raise Refusal(str(error), field=error.field) from None
        except ValueError as error:
            raise Refusal(f"Invalid JSON: {error}") from None
        # Behind a password only the web app asks, and it says for whom.
        return Wish(request=wanted, client=find_client(request, is_trusted=self.root.options.is_guarded))

    def answer(self, asked: Wish) -> tuple[int, RequestedAlert]:
        """201 with the new one, 200 with the one that is there."""
        alert = _ask(asked)
        requested = RequestedAlert(
            alert_id=alert.id,
            about=alert.about,
            kinds=list(alert.kinds),
            threshold=float(alert.threshold),
            is_new=alert.is_new,
            is_confirmed=alert.is_confirmed,
        )
        return (201 if alert.is_new else 200), requested


def _ask(wish: Wish) -> Alert:
    """The alert. Raises Refusal, and the request has counted all the same."""
    with transaction() as connection:
        try:
            return request_alert(connection, wish.request, wish.client)
        except BadAlert as error:
            refusal = Refusal(str(error), field=error.field)
        except TooManyRequests as error:
            refusal = Refusal(str(error), "RATE_LIMITED", 429, retry_after=error.retry_after)
    raise refusal
