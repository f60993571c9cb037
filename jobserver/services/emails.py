"""POST /api/emails: queue an e-mail."""

from __future__ import annotations

from database.engine import transaction
from emails.alerts import require_own_alert
from emails.new_email import BadEmail, EmailRequest, read_new_email
from emails.outbox import queue
from jobserver.refusal import Refusal
from jobserver.services.service import ApiService
from jobserver.shapes.web_app import QueuedEmail


class Emails(ApiService):
    """Queue an e-mail of a known type. The same `dedupeKey` twice is one e-mail."""

    verb = "POST"
    takes = EmailRequest
    gives = QueuedEmail
    statuses = (200, 201, 400, 401, 503)

    def answer(self, asked: EmailRequest) -> tuple[int, QueuedEmail]:
        """201 with the new one, 200 with the one of this key."""
        try:
            new = read_new_email(asked.model_dump())
            with transaction() as connection:
                require_own_alert(connection, new)
                queued = queue(connection, new)
        except BadEmail as error:
            raise Refusal(str(error), field=error.field) from None
        return (201 if queued.is_new else 200), QueuedEmail(email_id=queued.id, is_new=queued.is_new)
