"""How long things are kept, from `GOODSEED_<NAME>` variables; docs/operations.md says what they mean."""

from __future__ import annotations

import os
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

from jobs.limits import read_variables


class Retention(BaseModel):
    """All of them, with their defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keep_completed_days: PositiveInt = 7  # completed and cancelled jobs, with their logs
    keep_jobs_per_seller: PositiveInt = 1000  # completed and cancelled ones
    keep_failed_days: PositiveInt = 30
    keep_rejects_days: PositiveInt = 14
    # Sent ones, and those that were given up; as long as a report may be asked for again, which is told once.
    keep_emails_days: Annotated[int, Field(ge=7)] = 30
    keep_ended_alerts_days: PositiveInt = 7  # that nobody has said yes to, or that were stopped


def retention() -> Retention:
    """What holds now. Raises BadLimit."""
    return read_variables(Retention, os.environ)
