"""How often somebody may ask, counted in the database, over all nodes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from database.statements import execute

if TYPE_CHECKING:
    from sqlalchemy import Connection


class TooManyRequests(Exception):
    """Somebody has asked too often; `retry_after` is how many seconds it takes until they may again."""

    def __init__(self, retry_after: int):
        self.retry_after = retry_after
        super().__init__(f"too many requests: try again in {retry_after} s")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds, of one asker."""

    name: str
    requests: int
    seconds: int


def count_request(connection: Connection, limit: Limit, asker: str) -> None:
    """Count a request of this asker, of whom only a digest is kept for a day. Raises TooManyRequests."""
    digest = hashlib.sha256(f"{limit.name}:{asker}".encode()).hexdigest()[:32]
    row = execute(connection, "emails/count_request", asker=digest, seconds=limit.seconds).one()
    if row.requests > limit.requests:
        raise TooManyRequests(max(1, row.seconds_left))
