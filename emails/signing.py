"""Links in mails that need no login: each holds a token that only we can have made."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from database.statements import execute

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from emails.settings import EmailSettings


class Purpose(StrEnum):
    """What a token allows."""

    CONFIRM = "confirm"
    UNSUBSCRIBE = "unsubscribe"


class BadToken(ValueError):
    """A token that we have not made, or for something else."""

    def __init__(self) -> None:
        super().__init__("token: this link is not complete, or not one of ours")


@dataclass(frozen=True, slots=True)
class Signer:
    """Makes tokens with its first key, and knows those that any of its keys has made."""

    keys: tuple[str, ...]

    def sign(self, purpose: Purpose, alert_id: int) -> str:
        """A token that allows one thing for one alert."""
        return f"{alert_id}.{_digest(self.keys[0], purpose, alert_id)}"

    def read(self, purpose: Purpose, token: str) -> int:
        """The alert for which a token allows this. Raises BadToken."""
        number, _, digest = token.partition(".")
        if not (number.isascii() and number.isdigit() and len(number) < 19 and digest.isascii()):
            raise BadToken
        for key in self.keys:
            if hmac.compare_digest(digest, _digest(key, purpose, int(number))):
                return int(number)
        raise BadToken


def load_signer(connection: Connection, settings: EmailSettings) -> Signer:
    """The signer that all nodes share: SECRET_KEY, else a random key that is kept in the database.

    A key from the database goes on being known when SECRET_KEY is set later, so that links in old mails still work.
    """
    kept = execute(connection, "emails/find_signing_key").scalar_one_or_none()
    if settings.secret_key is not None:
        return Signer((settings.secret_key.get_secret_value(), *([kept] if kept else [])))
    return Signer((kept or _keep_new_key(connection),))


def _keep_new_key(connection: Connection) -> str:
    """A new key, or the one that another node has kept a moment before."""
    execute(connection, "emails/keep_signing_key", key=token_urlsafe(32))
    return str(execute(connection, "emails/find_signing_key").scalar_one())


def _digest(key: str, purpose: Purpose, alert_id: int) -> str:
    digest = hmac.digest(key.encode(), f"goodseed:{purpose}:{alert_id}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:20]).decode().rstrip("=")
