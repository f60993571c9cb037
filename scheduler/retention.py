"""How long things are kept, from `GOODSEED_<NAME>` variables; docs/operations.md says what they mean."""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict, PositiveInt

from jobs.limits import read_variables


class Retention(BaseModel):
    """All of them, with their defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keep_completed_days: PositiveInt = 7  # completed and cancelled jobs, with their logs
    keep_jobs_per_seller: PositiveInt = 1000  # completed and cancelled ones
    keep_failed_days: PositiveInt = 30
    keep_rejects_days: PositiveInt = 14
    keep_emails_days: PositiveInt = 30  # sent ones, and those that were given up
    keep_unconfirmed_days: PositiveInt = 7  # alerts that nobody has said yes to


def retention() -> Retention:
    """What holds now. Raises BadLimit."""
    return read_variables(Retention, os.environ)
