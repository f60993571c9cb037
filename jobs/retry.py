"""Whether a failed attempt is tried again, and when: a decision, which touches nothing."""

from __future__ import annotations

from dataclasses import dataclass

from jobs.limits import Limits
from jobs.states import ErrorCode

POINTLESS = frozenset({ErrorCode.VALIDATION_ERROR, ErrorCode.CANCELLED})


@dataclass(frozen=True, slots=True)
class Failure:
    """An attempt that failed: why, and what had been tried before."""

    code: ErrorCode | None
    attempt: int  # it included, from 1
    max_attempts: int
    rate_limits: int = 0  # earlier ones of this job
    retry_after: float | None = None  # seconds that the shop asks for


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again so many seconds from now; without `costs_attempt` the failure does not count against the job."""

    wait: float
    costs_attempt: bool = True


def decide(failure: Failure, limits: Limits, chance: float) -> Retry | None:
    """When to try again, or None to give up. `chance`, from 0 to below 1, spreads what failed together.

    A job of one attempt, as of a crawl by hand, is never tried again.

    >>> decide(Failure(ErrorCode.NETWORK, attempt=1, max_attempts=3), Limits(), 0.5)
    Retry(wait=2.5, costs_attempt=True)
    >>> decide(Failure(ErrorCode.VALIDATION_ERROR, attempt=1, max_attempts=3), Limits(), 0.5) is None
    True
    """
    if failure.code in POINTLESS or failure.max_attempts == 1:
        return None
    is_free = failure.code is ErrorCode.RATE_LIMIT and failure.rate_limits < limits.free_rate_limits
    if failure.attempt >= failure.max_attempts and not is_free:
        return None
    return Retry(_wait(failure, limits, chance), costs_attempt=not is_free)


def _wait(failure: Failure, limits: Limits, chance: float) -> float:
    """Seconds: full jitter, on top of what must pass at least."""
    asked = min(failure.retry_after or 0, limits.max_retry_after)
    if failure.code is ErrorCode.RATE_LIMIT:
        pause = _double(limits.rate_limit_seconds, failure.rate_limits, limits)
        return max(limits.rate_limit_seconds, asked) + chance * pause
    pause = chance * _double(limits.retry_seconds, failure.attempt - 1, limits)
    least = limits.stalled_retry_seconds if failure.code is ErrorCode.STALLED else 0
    return max(least + pause, asked)


def _double(first: float, times: int, limits: Limits) -> float:
    """Doubled so often, capped."""
    return min(limits.max_retry_seconds, first * 2.0 ** min(times, 30))
