"""Mails that are due are sent."""

from __future__ import annotations

import threading

from database.engine import transaction
from emails.outbox import count_due
from emails.sending import send_due
from emails.settings import email_settings
from scheduler.outcome import Done


def send_mails(*, dry_run: bool = False, stop: threading.Event | None = None) -> Done:
    """Send what the outbox holds and is due; told to stop, no more than the mail it is at."""
    settings = email_settings()
    if dry_run:
        with transaction() as connection:
            due = count_due(connection)
        return Done(f"would send {due} mails", {"due": due})
    done = send_due(settings, stop=stop)
    facts = {"sent": done.sent, "postponed": done.postponed, "failed": done.failed, "errors": done.errors[:20]}
    said = f"sent {done.sent} mails"
    if done.postponed or done.failed:
        said += f", {done.postponed} are tried again later, {done.failed} were given up"
    return Done(said, facts, done.trouble or (done.errors[0] if done.errors else None))
