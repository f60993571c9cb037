"""Sending what the outbox holds: one mail at a time, over one connection, each marked at once."""

from __future__ import annotations

import logging
import random
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from database.engine import transaction
from emails import outbox
from emails.contents import read_contents
from emails.message import Outgoing, make_key
from emails.rendering import Links, render
from emails.retry import decide, wait_for_sender
from emails.senders import Refused, TryLater, Unavailable, Uncertain, choose_sender
from emails.signing import load_signer

if TYPE_CHECKING:
    from emails.outbox import Claimed
    from emails.senders import Sender
    from emails.settings import EmailSettings

logger = logging.getLogger(__name__)

RUN_SECONDS = 240.0


@dataclass(slots=True)
class Sendings:
    """What came of a run. `trouble` says why no more were sent, when the way out was shut."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    trouble: str | None = None
    errors: list[str] = field(default_factory=list)

    def note(self, mail: Claimed, error: str) -> None:
        """Keep what was wrong with a mail."""
        self.errors.append(f"{mail.type} to {mail.recipient}: {error}")


def send_due(
    settings: EmailSettings,
    sender: Sender | None = None,
    seconds: float = RUN_SECONDS,
    stop: threading.Event | None = None,
) -> Sendings:
    """Send what is due, for at most so many seconds, or until `stop`; any number of processes may do so at once.

    A mail is claimed, sent and marked in three steps. A process that dies between the last two leaves a mail that is
    sent once more when its lease has passed; it carries the same Message-ID, and for Resend the same key.
    Raises BadSetting, and what the database raises.
    """
    done = Sendings()
    with transaction() as connection:
        outbox.give_up_lapsed(connection)
        if not outbox.count_due(connection):
            return done
        links = Links(settings.public_url, load_signer(connection, settings))
    give_up_at = time.monotonic() + seconds
    try:
        # Ready before a mail is taken: while the other side is away, mails wait and nothing counts against them.
        with sender or choose_sender(settings) as ready:
            while done.trouble is None and time.monotonic() < give_up_at and not (stop and stop.is_set()):
                with transaction() as connection:
                    mail = outbox.claim(connection)
                if mail is None:
                    break
                _send(mail, ready, settings.email_from, links, done)
    except Unavailable as error:
        done.trouble = str(error)
    if done.trouble:
        logger.warning("Mails wait: %s", done.trouble)
    return done


def _send(mail: Claimed, sender: Sender, email_from: str, links: Links, done: Sendings) -> None:
    try:
        rendered = render(read_contents(mail.type, mail.data), links)
        provider_id = sender.send(Outgoing(email_from, mail.recipient, make_key(mail.dedupe_key), rendered))
    except Refused as error:
        _give_up(mail, str(error), done)
    except ValidationError as error:
        _give_up(mail, f"its data is not that of a {mail.type} any more: {error.errors()[0]['msg']}", done)
    except TryLater as error:
        _postpone(mail, str(error), done)
    except Uncertain as error:
        _note_lapse(mail, str(error), done)
    except Unavailable as error:
        done.trouble = str(error)
        done.postponed += 1
        with transaction() as connection:
            outbox.postpone(connection, mail, wait_for_sender(error.retry_after), str(error))
    except Exception as error:
        logger.exception("Mail %s (%s) could not be sent", mail.id, mail.type)
        _postpone(mail, f"{type(error).__name__}: {error}", done)
    else:
        done.sent += 1
        with transaction() as connection:
            outbox.mark_sent(connection, mail, provider_id)


def _postpone(mail: Claimed, error: str, done: Sendings) -> None:
    postponed = decide(mail.attempt, random.random())  # noqa: S311 (jitter, no secret)
    if postponed is None:
        _give_up(mail, error, done)
        return
    done.postponed += 1
    done.note(mail, error)
    with transaction() as connection:
        outbox.postpone(connection, mail, postponed, error)


def _note_lapse(mail: Claimed, error: str, done: Sendings) -> None:
    """It may have arrived: once more is worth a second copy, more than that is not."""
    with transaction() as connection:
        is_tried_again = outbox.note_lapse(connection, mail, wait_for_sender(None), error)
    done.postponed += is_tried_again
    done.failed += not is_tried_again
    done.note(mail, error)
    logger.error(
        "Mail %s (%s) may have arrived, and is %s",
        mail.id,
        mail.type,
        "sent once more" if is_tried_again else "not sent again",
    )


def _give_up(mail: Claimed, error: str, done: Sendings) -> None:
    done.failed += 1
    done.note(mail, error)
    logger.error("Mail %s (%s) will not be sent: %s", mail.id, mail.type, error)
    with transaction() as connection:
        outbox.mark_failed(connection, mail, error)
