"""A mail of each type as files, to look at."""

from __future__ import annotations

from email.utils import format_datetime, localtime
from pathlib import Path

from emails.examples import make_example
from emails.message import Outgoing, make_key, write_message
from emails.rendering import Links, render
from emails.settings import email_settings
from emails.signing import Signer
from emails.types import EmailType


def write_preview(kind: EmailType, folder: Path) -> list[Path]:
    """Write a made-up mail of this type as HTML, as text and as the message that would go out; the three files."""
    settings = email_settings()
    mail = render(make_example(kind), Links(settings.public_url, Signer(("preview",))))
    message = write_message(
        Outgoing(settings.email_from, "reader@example.org", make_key(f"preview:{kind}"), mail),
        format_datetime(localtime()),
    )
    folder.mkdir(parents=True, exist_ok=True)
    contents = {".html": mail.html.encode(), ".txt": f"{mail.subject}\n\n{mail.text}".encode(), ".eml": bytes(message)}
    files = []
    for suffix, content in contents.items():
        file = folder / f"{kind.lower()}{suffix}"
        file.write_bytes(content)
        files.append(file)
    return files
