"""The limits and durations of jobs, from `GOODSEED_<NAME>` variables; docs/operations.md says what they mean."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    ValidationError,
)


class BadLimit(ValueError):
    """A variable that cannot be used; the message is one line that names it."""


class Limits(BaseModel):
    """All of them, with their defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_proc: PositiveInt = 5  # crawls at a time on one node
    max_jobs_per_minute: NonNegativeInt = 10  # starts over all nodes; 0: no limit
    max_attempts: PositiveInt = 3
    retry_seconds: NonNegativeFloat = 5  # the first back-off; they double
    max_retry_seconds: PositiveFloat = 3600  # the longest back-off
    rate_limit_seconds: NonNegativeFloat = 60  # at least, after a shop has refused us
    free_rate_limits: NonNegativeInt = 5  # refusals that cost no attempt
    max_retry_after: PositiveFloat = 7 * 86400  # the most that a shop's Retry-After is believed, in seconds
    stalled_retry_seconds: NonNegativeFloat = 45  # at least, after a job has stalled
    heartbeat_seconds: PositiveFloat = 2  # between two signs of life of a crawl
    silent_seconds: PositiveFloat = 120  # without a sign of life: stalled
    idle_minutes: PositiveFloat = 30  # without a finished page: stalled
    max_minutes: PositiveFloat = 720  # active so long: stalled, unless the seller has its own


Model = TypeVar("Model", bound=BaseModel)


@cache
def limits() -> Limits:
    """This process's limits. Raises BadLimit."""
    return read_limits(os.environ)


def read_limits(variables: Mapping[str, str]) -> Limits:
    """The limits that these variables set. Raises BadLimit.

    >>> read_limits({"GOODSEED_MAX_JOBS_PER_MINUTE": "0"}).max_jobs_per_minute
    0
    """
    return read_variables(Limits, variables)


def read_variables(kind: type[Model], variables: Mapping[str, str]) -> Model:
    """The values of a model whose fields are set by GOODSEED_<NAME>. Raises BadLimit."""
    names = {name: f"GOODSEED_{name.upper()}" for name in kind.model_fields}
    given = {name: variables[key] for name, key in names.items() if variables.get(key, "").strip()}
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        fault = error.errors()[0]
        raise BadLimit(f"{names[str(fault['loc'][0])]}: {fault['msg']}, not {fault['input']!r}") from None
