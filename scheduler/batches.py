"""Deleting much in small transactions, so that nobody else waits for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

FIRST_SIZE = 100
LARGEST_SIZE = 5000
# What a crawl that ends may have to wait for: it counts in the same rows of job_totals.
TARGET_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Budget:
    """Until when, on the monotonic clock, there is time, unless somebody says stop before."""

    until: float
    stop: threading.Event | None = None

    @property
    def is_spent(self) -> bool:
        """Whether the time is over."""
        return (self.stop is not None and self.stop.is_set()) or time.monotonic() >= self.until


def next_size(size: int, seconds: float) -> int:
    """How many rows to delete next, after so many took so long: nearer to what fits the target, at most doubled.

    >>> next_size(100, 0.05), next_size(100, 0.4), next_size(100, 0.001)
    (200, 25, 200)
    """
    fitting = int(size * TARGET_SECONDS / max(seconds, 0.001))
    return max(1, min(fitting, size * 2, LARGEST_SIZE))


def delete_all(delete: Callable[[int], int], budget: Budget) -> int:
    """Call `delete`, which deletes up to so many rows in its own transaction, until there are no more; how many."""
    total, size = 0, FIRST_SIZE
    while not budget.is_spent:
        began = time.monotonic()
        deleted = delete(size)
        total += deleted
        if deleted < size:
            break
        spent = time.monotonic() - began
        size = next_size(size, spent)
        time.sleep(min(spent / 4, 0.05))  # whoever waits gets in between
    return total
