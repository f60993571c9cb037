"""Mails over SMTP: one connection for all that is due."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from email.utils import format_datetime, localtime, parseaddr
from typing import TYPE_CHECKING

from emails.message import write_message
from emails.senders.sender import TryLater, Unavailable, Uncertain
from emails.senders.smtp_replies import Step, judge

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from emails.message import Outgoing
    from emails.smtp_url import SmtpServer

PATIENCE = 20.0  # seconds for each word of the talk
END_PATIENCE = 300.0  # and for the word after the data, while the server may be looking for viruses (RFC 5321: minutes)
_LEADING_DOT = re.compile(rb"(?m)^\.")  # RFC 5321 4.5.2


class SmtpSender:
    """Hands mails to a server; connects anew when the server has hung up between two."""

    def __init__(self, server: SmtpServer):
        self.server = server
        self.name = f"SMTP server {server}"
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        self._connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._hang_up()

    def send(self, outgoing: Outgoing) -> str:
        """Hand the mail over; its Message-ID. Raises Refused, TryLater, Uncertain, Unavailable."""
        smtp = self._ready()
        message = write_message(outgoing, format_datetime(localtime()))
        try:
            self._talk(smtp, parseaddr(outgoing.sender)[1], outgoing.recipient, bytes(message))
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise TryLater(f"{self.name} hung up: {error}") from error
        return outgoing.message_id

    def _talk(self, smtp: smtplib.SMTP, sender: str, recipient: str, data: bytes) -> None:
        """The talk about one mail. smtplib's own does not tell a line that breaks before the end from one after."""
        size = [f"size={len(data)}"] if smtp.has_extn("size") else []
        self._expect(Step.FROM, smtp.mail(sender, size), 250)
        self._expect(Step.TO, smtp.rcpt(recipient), 250, 251)  # 251 forwards
        self._expect(Step.DATA, smtp.docmd("DATA"), 354)
        smtp.send(_LEADING_DOT.sub(b"..", data) + b".\r\n")
        assert smtp.sock is not None
        smtp.sock.settimeout(END_PATIENCE)
        try:
            reply = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Uncertain(f"{self.name} was given all of it and did not say whether it took it: {error}") from error
        smtp.sock.settimeout(PATIENCE)
        self._expect(Step.DATA, reply, 250)

    def _expect(self, step: Step, reply: tuple[int, bytes], *wanted: int) -> None:
        """Raises what the answer means, unless its code is one of those that are a yes."""
        code, said = reply
        if code in wanted:
            return
        refusal = judge(step, code, said.decode("utf-8", "replace"))
        if isinstance(refusal, Unavailable):
            self._hang_up()
        else:
            self._forget()
        raise refusal

    def _forget(self) -> None:
        """Let the server forget this mail; the next one is begun anew."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.rset()

    def _ready(self) -> smtplib.SMTP:
        """A connection on which the server still answers."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._smtp.noop()[0] == 250:
                    return self._smtp
            self._hang_up()
        return self._connect()

    def _connect(self) -> smtplib.SMTP:
        try:
            self._smtp = self._open()
            if self.server.user is not None:
                self._smtp.login(self.server.user, self.server.password or "")
        except smtplib.SMTPAuthenticationError as error:
            self._hang_up()
            raise Unavailable(f"{self.name} refuses the login of SMTP_URL: {error.smtp_code}") from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Unavailable(f"{self.name} is not to be had: {error}") from error
        return self._smtp

    def _open(self) -> smtplib.SMTP:
        server, context = self.server, ssl.create_default_context()
        if server.is_tls:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
        smtp = self._smtp = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        smtp.ehlo_or_helo_if_needed()
        if server.starttls or (server.starttls is None and smtp.has_extn("starttls")):
            smtp.starttls(context=context)
            smtp.ehlo()
        return smtp

    def _hang_up(self) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp.close()
        self._smtp = None
