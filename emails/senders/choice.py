"""Which way out the settings name."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from database.home import home
from emails.senders.files import FileSender
from emails.senders.smtp import SmtpSender
from emails.settings import BadSetting

if TYPE_CHECKING:
    from emails.senders.sender import Sender
    from emails.settings import EmailSettings

logger = logging.getLogger(__name__)


def choose_sender(settings: EmailSettings) -> Sender:
    """SMTP with SMTP_URL, else Resend with RESEND_API_KEY, else files in the outbox folder.

    Raises BadSetting when what is named cannot be used.
    """
    if settings.smtp_url is not None:
        return SmtpSender(settings.smtp_url)
    if settings.resend_api_key is not None:
        try:
            from emails.senders.resend import ResendSender
        except ImportError:
            raise BadSetting(
                "RESEND_API_KEY is set and Resend's SDK is not installed: pip install 'goodseed-workers[resend]'"
            ) from None
        return ResendSender(settings.resend_api_key.get_secret_value(), settings.resend_api_url)
    folder = home() / "outbox"
    _say_once(str(folder))
    return FileSender(folder)


@cache
def _say_once(folder: str) -> None:
    logger.warning("Neither SMTP_URL nor RESEND_API_KEY is set: mails are written to %s, as .eml files", folder)
