"""Whether a shop refuses us, and when it is time to go: decisions from its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.downloading.challenge import find_challenge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CAPTCHA = "captcha"
STATUSES = frozenset({403, 429, 503})

# A storm: so many answers in a row, or more than half of the latest so many.
STORM_IN_A_ROW = 8
LATEST = 30
LONGEST_BACK_OFF = 60.0


def find_refusal(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """How an answer refuses us: "captcha", "403", "429" or "503"; None when it does not.

    >>> find_refusal(429, {}, b""), find_refusal(404, {}, b"")
    ('429', None)
    """
    if find_challenge(headers, body):
        return CAPTCHA
    return str(status) if status in STATUSES else None


def is_storm(refused: Sequence[bool]) -> bool:
    """Whether the latest answers, oldest first, are a storm of refusals.

    >>> is_storm([True] * 7), is_storm([True] * 8), is_storm([False, True, True] * 10), is_storm([True, False] * 15)
    (False, True, True, False)
    """
    if len(refused) >= STORM_IN_A_ROW and all(refused[-STORM_IN_A_ROW:]):
        return True
    latest = refused[-LATEST:]
    return len(latest) == LATEST and sum(latest) * 2 > LATEST


def back_off(shortest: float, in_a_row: int) -> float:
    """Seconds to leave a shop alone that answers "too many requests" without saying for how long.

    It doubles with each answer in a row, and grows from the shop's own pause: a shop without one is not spared.

    >>> [back_off(2.0, count) for count in (1, 2, 3, 9)]
    [4.0, 8.0, 16.0, 60.0]
    """
    return min(LONGEST_BACK_OFF, shortest * 2.0 ** min(in_a_row, 20))
