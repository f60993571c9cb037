"""Mails over SMTP: one connection for all that is due."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.utils import format_datetime, localtime, parseaddr
from typing import TYPE_CHECKING

from emails.message import write_message
from emails.senders.sender import Refused, TryLater, Unavailable

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from emails.message import Outgoing
    from emails.smtp_url import SmtpServer

PATIENCE = 20.0  # seconds for each word of the talk
_CLOSING = 421  # "service not available, closing transmission channel"


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
        """Hand the mail over; its Message-ID. Raises Refused, TryLater, Unavailable."""
        smtp = self._ready()
        message = write_message(outgoing, format_datetime(localtime()))
        try:
            smtp.send_message(message, parseaddr(outgoing.sender)[1], [outgoing.recipient])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[outgoing.recipient]
            raise self._judge(code, said) from error
        except smtplib.SMTPSenderRefused as error:
            raise self._judge(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPResponseException as error:
            raise self._judge(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Refused(str(error)) from error
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._hang_up()
            raise TryLater(f"{self.name} hung up: {error}") from error
        return outgoing.message_id

    def _judge(self, code: int, said: bytes | str) -> Exception:
        """What an answer that is no yes means: 4xx not now, 5xx never."""
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        answer = f"{code} {' '.join(words.split())}"
        if code == _CLOSING:
            self._hang_up()
            return Unavailable(answer)
        return Refused(answer) if code >= 500 else TryLater(answer)

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
