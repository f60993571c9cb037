"""What was asked of the shop, for tests of a crawler's manners."""

from collections import deque
from typing import NamedTuple

_REQUESTS_KEPT = 200_000


class Entry(NamedTuple):
    """One request: when it came (Unix seconds), and how it was answered (0: the connection was dropped)."""

    at: float
    method: str
    path: str
    status: int
    user_agent: str | None
    if_none_match: str | None
    if_modified_since: str | None


class RequestLog:
    """The latest requests of the shop's pages."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_REQUESTS_KEPT)

    def add(self, entry: Entry) -> None:
        """Note a request."""
        self._entries.append(entry)

    def clear(self) -> None:
        """Forget all requests."""
        self._entries.clear()

    def list_entries(self) -> list[dict[str, object]]:
        """Return the requests in the order in which they were answered."""
        return [entry._asdict() for entry in self._entries]
