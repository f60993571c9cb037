"""SMTP_URL: which server takes our mails, and how it is talked to."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A server; `is_tls` from the first byte on, `starttls`: True always, False never, None when it is offered."""

    host: str
    port: int
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    is_tls: bool = False
    starttls: bool | None = None

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


_WORDS = {"true": True, "1": True, "yes": True, "required": True, "false": False, "0": False, "no": False}


def read_smtp_url(text: str) -> SmtpServer:
    """The server of an address `smtp://user:password@host:587?starttls=true` or `smtps://…:465`.

    A login is never sent in the clear unless `starttls=false` says so, or the server is this machine.
    Raises ValueError, whose message never holds the password.

    >>> read_smtp_url("smtps://me%40example.org:secret@mail.example.org")
    SmtpServer(host='mail.example.org', port=465, user='me@example.org', is_tls=True, starttls=False)
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError(f"is not an address like {_EXAMPLE}") from None
    if parts.scheme not in ("smtp", "smtps") or not host:
        raise ValueError(f"is not an address like {_EXAMPLE}")
    is_tls = parts.scheme == "smtps"
    starttls = _read_starttls(parts.query)
    user, password = (value and unquote(value) for value in (parts.username, parts.password))
    if starttls is None and user and host not in _HERE:
        starttls = True
    return SmtpServer(host, port or (465 if is_tls else 587), user, password, is_tls, False if is_tls else starttls)


_EXAMPLE = "smtp://user:password@host:587 or smtps://user:password@host:465"
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def _read_starttls(query: str) -> bool | None:
    options = dict(parse_qsl(query, keep_blank_values=True))
    word = options.pop("starttls", None)
    if options:
        raise ValueError(f"has options that are not known: {', '.join(sorted(options))} (known: starttls)")
    if word is not None and word.lower() not in _WORDS:
        raise ValueError("has a starttls that is neither true nor false")
    return None if word is None else _WORDS[word.lower()]
