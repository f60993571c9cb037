"""The Retry-After header: how long a shop asks to be left alone (RFC 9110, section 10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# A shop that says "next year" is asked again tomorrow.
LONGEST = 86_400.0


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds from now, at most a day; None when nothing sensible is said.

    >>> now = datetime(2026, 11, 1, 12, tzinfo=UTC)
    >>> read_retry_after("120", now), read_retry_after("Sun, 01 Nov 2026 12:01:00 GMT", now)
    (120.0, 60.0)
    >>> read_retry_after("soon", now), read_retry_after("Sun, 01 Nov 2020 12:01:00 GMT", now)
    (None, 0.0)
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return min(LONGEST, float(text[:12]))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    seconds = (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds()
    return min(LONGEST, max(0.0, seconds))
