"""/alerts/confirm and /alerts/unsubscribe: where the links of mails lead. Their token is all that is asked for.

Opening a link changes nothing, because mail scanners open all of them; its page has a button, which posts. Mail
programs post by themselves when their reader unsubscribes there (RFC 8058).
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel

from database.engine import transaction
from emails import alerts
from emails.settings import email_settings
from emails.signing import BadToken, Purpose, Signer, load_signer
from emails.words import say_wishes
from jobserver.later import answer_later
from jobserver.pages.page import Page
from jobserver.refusal import Refusal, explain
from jobserver.requests.fields import Text
from jobserver.services.service import read_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection
    from twisted.python.failure import Failure
    from twisted.web.http import Request

    from emails.alerts import Alert

    Act = Callable[[Connection, Signer, str], Alert]

# Within the page: the style sheet of the others asks for a password.
STYLE = (Path(__file__).parents[1] / "static" / "alerts.css").read_text()
POLICY = (
    "default-src 'none'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
).encode()


class Link(BaseModel):
    """What a link holds."""

    token: Text = ""


class SignedPage(Page):
    """One alert as it is, to whoever holds the token; with a button where there is something to do."""

    policy = POLICY
    purpose: ClassVar[Purpose]

    def act(self, connection: Connection, signer: Signer, token: str) -> Alert:
        """Do what the link is for. Raises BadToken."""
        raise NotImplementedError

    def render_GET(self, request: Request) -> int:
        """Show it."""
        return self._answer(request, self._look)

    def render_POST(self, request: Request) -> int:
        """Do it, and show what came of it."""
        return self._answer(request, self.act)

    def show(self, request: Request, facts: dict[str, Any], template: str = "", status: int = 200) -> bytes:
        """The page's text, which tells nobody its address."""
        request.setHeader(b"Referrer-Policy", b"no-referrer")
        return super().show(request, {"style": STYLE, **facts}, template, status)

    def _look(self, connection: Connection, signer: Signer, token: str) -> Alert:
        return alerts.find_alert(connection, signer, self.purpose, token)

    def _answer(self, request: Request, act: Act) -> int:
        def work() -> dict[str, Any]:
            alert = follow(act, read_form(Link, request))
            return {"alert": alert, "wishes": say_wishes(alert)}

        return answer_later(
            request, work, lambda facts: self.show(request, facts), lambda failure: self._refuse(request, failure)
        )

    def _refuse(self, request: Request, failure: Failure) -> bytes:
        """Without a word of why: everybody can read it."""
        status = explain(failure, request).status
        return self.show(request, {"is_ours": status >= 500}, "alert_refusal.html", status)


class ConfirmAlert(SignedPage):
    """Yes, that was me."""

    template = "alert_confirm.html"
    purpose = Purpose.CONFIRM

    def act(self, connection: Connection, signer: Signer, token: str) -> Alert:
        """Let the alert begin."""
        return alerts.confirm(connection, signer, token)


class StopAlert(SignedPage):
    """No more mails of this alert."""

    template = "alert_unsubscribe.html"
    purpose = Purpose.UNSUBSCRIBE

    def act(self, connection: Connection, signer: Signer, token: str) -> Alert:
        """Stop the alert."""
        return alerts.unsubscribe(connection, signer, token)


def follow(act: Act, link: Any) -> Alert:
    """The alert of a link, after what is to be done with it. Raises Refusal."""
    try:
        with transaction() as connection:
            return act(connection, load_signer(connection, email_settings()), link.token)
    except BadToken as error:
        raise Refusal(str(error), status=404) from None
