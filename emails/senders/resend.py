"""Mails through Resend, by its own SDK."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import resend
from resend.exceptions import ResendError

from emails.senders.sender import Refused, TryLater, Unavailable

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from emails.message import Outgoing

PATIENCE = 30  # seconds for one call
TRIES = 4
# The longest that a call is waited with here; more is left to the outbox.
SHORT_WAIT_SECONDS = 10.0
_NOT_OURS = frozenset({401, 403})  # about the key or the domain, not about the mail
_NO_ANSWER = "HttpClientError"  # the SDK's own: the server was not reached, or said nothing in time
_SAME_KEY_AT_WORK = "concurrent_idempotent_requests"


class ResendSender:
    """Hands mails to Resend, each with a key by which it knows a second copy, for a day."""

    name = "Resend"

    def __init__(self, api_key: str, api_url: str):
        self.api_key = api_key
        self.api_url = api_url

    def __enter__(self) -> Self:
        resend.api_key, resend.api_url = self.api_key, self.api_url
        resend.default_http_client = resend.RequestsClient(timeout=PATIENCE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        pass

    def send(self, outgoing: Outgoing) -> str:
        """Hand the mail over; Resend's id of it. Raises Refused, TryLater, Unavailable."""
        for tries_left in reversed(range(TRIES)):
            try:
                return self._send(outgoing)
            except ResendError as error:
                wait = _retry_after(error)
                if _status(error) != 429 or not tries_left or wait > SHORT_WAIT_SECONDS:
                    raise _judge(error) from error
                time.sleep(wait)
        raise AssertionError("the last try has returned or raised")

    def _send(self, outgoing: Outgoing) -> str:
        mail = outgoing.mail
        answer = resend.Emails.send(
            {
                "from": outgoing.sender,
                "to": [outgoing.recipient],
                "subject": mail.subject,
                "html": mail.html,
                "text": mail.text,
                "headers": {**outgoing.headers, "Message-ID": outgoing.message_id},
            },
            {"idempotency_key": outgoing.key},
        )
        return str(answer["id"])


def _judge(error: ResendError) -> Exception:
    """What an answer that is no yes means."""
    status = _status(error)
    words = f"{status} {error.error_type}: {error.message}"
    if status == 429:
        return Unavailable(words, _retry_after(error))
    if status in _NOT_OURS or error.error_type == _NO_ANSWER:
        return Unavailable(words)
    if status >= 500 or status == 408 or error.error_type == _SAME_KEY_AT_WORK:
        return TryLater(words)
    return Refused(words)


def _status(error: ResendError) -> int:
    return int(error.code)


def _retry_after(error: ResendError) -> float:
    """Seconds that the answer asks to wait; 1 when it does not say."""
    headers = {name.lower(): value for name, value in error.headers.items()}
    try:
        return max(0.1, float(headers.get("retry-after", "")))
    except ValueError:
        return 1.0
