"""What a task did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, as a sentence and as numbers; `trouble` says what did not work, when something did not."""

    said: str
    facts: dict[str, Any] = field(default_factory=dict)
    trouble: str | None = None


def tell(summary: str, details: Iterable[str]) -> str:
    """A summary, and the details when there are any.

    >>> tell("queued 2 sellers", ["demo now", "other in 5 min"]), tell("queued 0 sellers", [])
    ('queued 2 sellers: demo now, other in 5 min', 'queued 0 sellers')
    """
    listed = ", ".join(details)
    return f"{summary}: {listed}" if listed else summary
