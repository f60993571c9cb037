"""From a rendered mail to the message that goes out, with its headers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.message import EmailMessage

from emails.addresses import domain_of
from emails.header_lines import MAIL_POLICY
from emails.rendering import Rendered


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail on its way. `key` is the same whenever this mail is sent, so that a second copy can be known as one."""

    sender: str
    recipient: str
    key: str
    mail: Rendered

    @property
    def message_id(self) -> str:
        """The Message-ID, which mail programs know copies by."""
        return f"<{self.key}@{domain_of(self.sender)}>"

    @property
    def headers(self) -> dict[str, str]:
        """Headers beside the usual ones: what kind of mail it is, and how to stop alerts (RFC 8058)."""
        kind = {"X-GoodSeed-Type": str(self.mail.type), "Auto-Submitted": "auto-generated"}
        if self.mail.unsubscribe_url is None:
            return kind
        return {
            **kind,
            "List-Unsubscribe": f"<{self.mail.unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }


def make_key(dedupe_key: str) -> str:
    """What names a mail to the outside: nobody learns from it what the mail is about."""
    return hashlib.sha256(dedupe_key.encode()).hexdigest()[:40]


def write_message(outgoing: Outgoing, date: str) -> EmailMessage:
    """The message as it goes over the wire, with text and HTML; `date` as RFC 5322 writes it."""
    message = EmailMessage(policy=MAIL_POLICY)
    message["From"] = outgoing.sender
    message["To"] = outgoing.recipient
    message["Subject"] = outgoing.mail.subject
    message["Date"] = date
    message["Message-ID"] = outgoing.message_id
    for name, value in outgoing.headers.items():
        message[name] = value
    message.set_content(outgoing.mail.text)
    message.add_alternative(outgoing.mail.html, subtype="html")
    return message
