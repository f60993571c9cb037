"""When a mail that could not be sent is tried again: a decision from how often it was."""

from __future__ import annotations

from dataclasses import dataclass

# The longest that a sender may be at one mail: each word of an SMTP talk takes at most 20 s, the last one five minutes.
LEASE_SECONDS = 480.0
# A sender that died between handing a mail over and marking it, or a server that did not say whether it took it, may
# mean that its reader has it: it is sent once more, not twice.
MAX_LAPSES = 1
MAX_ATTEMPTS = 14
FIRST_WAIT_SECONDS = 30.0
LONGEST_WAIT_SECONDS = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Postponed:
    """Try again in so many seconds; `costs_attempt` unless it was not the mail's own fault."""

    seconds: float
    costs_attempt: bool = True


def decide(attempt: int, chance: float) -> Postponed | None:
    """When to try again after attempt number `attempt` (from 1) has failed; None: not any more.

    Doubles from half a minute to six hours, over about a day and a half in all; `chance`, from 0 to 1, takes away
    up to a quarter, so that what failed together is not tried again together.

    >>> [decide(attempt, 0).seconds for attempt in (1, 2, 3)]
    [30.0, 60.0, 120.0]
    >>> decide(MAX_ATTEMPTS, 0) is None
    True
    """
    if attempt >= MAX_ATTEMPTS:
        return None
    wait = min(FIRST_WAIT_SECONDS * 2 ** (attempt - 1), LONGEST_WAIT_SECONDS)
    return Postponed(wait * (1 - chance / 4))


def wait_for_sender(retry_after: float | None) -> Postponed:
    """When to try again a mail whose sender could send nothing: soon, and it costs the mail nothing."""
    return Postponed(min(max(retry_after or 0.0, 30.0), LONGEST_WAIT_SECONDS), costs_attempt=False)
