"""Ways out of the outbox: SMTP, Resend, or files."""

from emails.senders.choice import choose_sender
from emails.senders.sender import Refused, Sender, TryLater, Unavailable, Uncertain

__all__ = ["Refused", "Sender", "TryLater", "Unavailable", "Uncertain", "choose_sender"]
