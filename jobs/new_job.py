"""What somebody asks for: a job that is not in the queue yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from secrets import token_hex
from typing import Any

from jobs.states import Trigger

FARTHEST_PRIORITY = 1_000_000
LONGEST_DELAY = timedelta(days=366)
MOST_ATTEMPTS = 1000
JOB_ID = re.compile(r"[A-Za-z0-9_.-]{1,100}")


class BadJob(ValueError):
    """A job that cannot be queued; `field` is the name of what is wrong, the message one line that begins with it."""

    def __init__(self, field: str, message: str):
        self.field = field
        super().__init__(f"{field}: {message}")


@dataclass(frozen=True, slots=True)
class NewJob:
    """A crawl to queue. Raises BadJob for a job id or a number that cannot be used."""

    seller: str
    trigger: Trigger
    job_id: str | None = None  # ours when None; the same one again is the same job
    args: Mapping[str, Any] = field(default_factory=dict)  # checked by the caller
    settings: Mapping[str, Any] = field(default_factory=dict)  # checked by the caller
    priority: Decimal | float = 0  # higher first
    delay: timedelta = timedelta()  # due so long from now
    max_attempts: int | None = None  # GOODSEED_MAX_ATTEMPTS when None
    duplicate: bool = False  # also when the seller has an unfinished job already

    def __post_init__(self) -> None:
        if self.job_id is not None and not is_job_id(self.job_id):
            raise BadJob("job_id", f"{self.job_id[:120]!r} is not 1 to 100 of the characters A-Z a-z 0-9 _ . -")
        priority = Decimal(self.priority)
        if not (priority.is_finite() and abs(priority) <= FARTHEST_PRIORITY):
            raise BadJob(
                "priority", f"{self.priority} is not a number from -{FARTHEST_PRIORITY} to {FARTHEST_PRIORITY}"
            )
        if not timedelta() <= self.delay <= LONGEST_DELAY:
            raise BadJob(
                "delay", f"{self.delay.total_seconds():g} s is not from now to {LONGEST_DELAY.days} days ahead"
            )
        if self.max_attempts is not None and not 1 <= self.max_attempts <= MOST_ATTEMPTS:
            raise BadJob("max_attempts", f"{self.max_attempts} is not from 1 to {MOST_ATTEMPTS}")
        for field_name in ("seller", "args", "settings"):
            if _has_nul(getattr(self, field_name)):
                raise BadJob(field_name, "a NUL character cannot be stored")


def _has_nul(value: Any) -> bool:
    """Whether a text has a NUL in it, or what a list or mapping holds."""
    if isinstance(value, Mapping):
        return any(_has_nul(part) for entry in value.items() for part in entry)
    if isinstance(value, list | tuple):
        return any(map(_has_nul, value))
    return isinstance(value, str) and "\0" in value


def is_job_id(text: str) -> bool:
    """Whether a job can have this id.

    >>> is_job_id("demo-1"), is_job_id("../demo"), is_job_id("")
    (True, False, False)
    """
    return JOB_ID.fullmatch(text) is not None


def make_job_id(seller: str) -> str:
    """A job id of ours: seller, time, and chance.

    >>> is_job_id(make_job_id("demo"))
    True
    """
    return f"{seller[:60]}-{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(4)}"
