"""POST /api/emails: queue an e-mail."""

from __future__ import annotations

from database.engine import transaction
from jobserver.outbox import EmailRequest, queue_email
from jobserver.services.service import ApiService
from jobserver.shapes import QueuedEmail


class Emails(ApiService):
    """Queue an e-mail of a known type. The same `dedupeKey` twice is one e-mail."""

    verb = "POST"
    takes = EmailRequest
    gives = QueuedEmail
    statuses = (200, 201, 400, 401, 503)

    def answer(self, asked: EmailRequest) -> tuple[int, QueuedEmail]:
        """201 with the new one, 200 with the one of this key."""
        with transaction() as connection:
            number, is_new = queue_email(connection, asked)
        return (201 if is_new else 200), QueuedEmail(email_id=number, is_new=is_new)
