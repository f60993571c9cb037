"""A real SMTP server and a loopback Resend for tests, and mails to send."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from database.engine import transaction
from emails.contents.readers import UserWelcome
from emails.new_email import NewEmail
from emails.outbox import queue

USER, PASSWORD = "goodseed", "p@ss:word"


@dataclass
class Mailbox:
    """An SMTP server's handler: keeps what arrives, and says no as it is told.

    `answer` gets the number of the mail, from 0, and its message; None is a yes.
    """

    answer: Callable[[int, EmailMessage], str | None] = lambda _number, _message: None
    answer_sender: str | None = None  # to MAIL FROM, when it is a no
    answer_recipient: str | None = None  # to RCPT TO
    hangs_up: bool = False  # takes mails, and breaks the line before it says so
    lines: list[bytes] = field(default_factory=list)  # of the latest message, as they came
    messages: list[EmailMessage] = field(default_factory=list)
    asked: int = 0
    sessions: set[Any] = field(default_factory=set)
    logins: list[str] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.answer_sender or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answer_recipient or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.lines = (envelope.original_content or b"").split(b"\r\n")
        message = message_from_bytes(envelope.original_content or b"", policy=default)
        assert isinstance(message, EmailMessage)
        number, self.asked = self.asked, self.asked + 1
        if refusal := self.answer(number, message):
            return refusal
        self.messages.append(message)
        self.sessions.add(session.peer)
        if self.hangs_up:
            assert server.transport is not None
            server.transport.abort()
        return "250 taken"

    def authenticate(self, *talk: Any) -> AuthResult:
        """Whether a login is right: server, session, envelope, mechanism, and what was given."""
        data = talk[-1]
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        is_right = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=is_right, handled=is_right)

    def ids(self) -> list[str]:
        """The Message-IDs of what arrived, in order."""
        return [str(message["Message-ID"]) for message in self.messages]


@contextmanager
def smtp_server(
    mailbox: Mailbox, *, port: int = 0, tls: ssl.SSLContext | None = None, is_smtps: bool = False, login: bool = False
) -> Iterator[str]:
    """An SMTP server on 127.0.0.1 while the block runs; its address as SMTP_URL has it, without a login."""
    options: dict[str, Any] = {"server_hostname": "mail.test"}
    if tls and is_smtps:
        options["ssl_context"] = tls
    elif tls:
        options |= {"tls_context": tls, "require_starttls": True}
    if login:
        options |= {"authenticator": mailbox.authenticate, "auth_required": True, "auth_require_tls": bool(tls)}
        if is_smtps:
            options["auth_require_tls"] = False  # aiosmtpd knows only of STARTTLS here
    controller = Controller(mailbox, hostname="127.0.0.1", port=port or free_port(), **options)
    controller.start()
    try:
        yield f"{'smtps' if is_smtps else 'smtp'}://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    import socket

    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@dataclass
class LoopbackResend:
    """What Resend's API does: `POST /emails` with a bearer key, one mail for each Idempotency-Key."""

    url: str = ""
    answers: list[tuple[int, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    requests: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    mails: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answer(self, headers: dict[str, str], body: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]]:
        self.requests.append((headers, body))
        if self.answers:
            return self.answers.pop(0)
        if headers.get("authorization") != "Bearer re_key":
            return 401, {}, {"statusCode": 401, "name": "invalid_api_key", "message": "API key is invalid"}
        key = headers["idempotency-key"]
        if key in self.mails and self.mails[key] != body:
            return 409, {}, {"statusCode": 409, "name": "invalid_idempotent_request", "message": "another payload"}
        self.mails[key] = body
        return 200, {}, {"id": f"resend-{list(self.mails).index(key)}"}


@contextmanager
def resend_server() -> Iterator[LoopbackResend]:
    """Resend's API on loopback while the block runs."""
    state = LoopbackResend()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, headers, answer = state.answer({k.lower(): v for k, v in self.headers.items()}, body)
            assert self.path == "/emails"
            content = json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def queue_welcomes(count: int) -> None:
    """Queue so many mails, to different people."""
    with transaction() as connection:
        for number in range(count):
            queue(connection, NewEmail(f"reader{number}@example.org", UserWelcome(name=f"R{number}"), f"w{number}"))


def make_due() -> None:
    """Let the time pass for which mails wait, or are leased."""
    with transaction() as connection:
        connection.exec_driver_sql("UPDATE emails SET run_at = now() - interval '1 s' WHERE state <> 'sent'")
