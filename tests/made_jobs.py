"""Jobs for tests that need no database."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from jobs.job import Job
from jobs.states import State, Trigger

MOMENT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
COUNTERS = {"pages_done", "products_seen", "created", "updated", "unchanged", "rejected", "left_out", "held", "errors"}


def make_job(**given: Any) -> Job:
    """A waiting job, but for what is given."""
    values: dict[str, Any] = {field.name: 0 if field.name in COUNTERS else None for field in fields(Job)}
    values |= {"job_id": "shop-1", "seller": "shop", "state": State.WAITING, "trigger": Trigger.API}
    values |= {"priority": Decimal(0), "run_at": MOMENT, "created_at": MOMENT, "attempt": 0, "max_attempts": 3}
    values |= {"rate_limits": 0, "duplicate": False, "cancel_requested": False, "args": {}, "settings": {}}
    return Job(**values | given)
