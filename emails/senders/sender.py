"""What a way out must do, and the ways in which a mail may not get through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from emails.message import Outgoing


class Refused(Exception):
    """This mail will never be taken."""


class TryLater(Exception):
    """This mail was not taken now."""


class Uncertain(Exception):
    """This mail was handed over whole, and whether it was taken was not said."""


class Unavailable(Exception):
    """No mail goes out now, whichever it is; `retry_after` is for how many seconds, when that is known."""

    def __init__(self, message: str, retry_after: float | None = None):
        self.retry_after = retry_after
        super().__init__(message)


class Sender(Protocol):
    """A way out. Entering it makes it ready, before a mail is taken from the outbox; may raise Unavailable."""

    name: str

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def send(self, outgoing: Outgoing) -> str:
        """Hand a mail over; the name by which the other side knows it. Raises one of the exceptions above."""
        ...
