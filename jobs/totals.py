"""Numbers of jobs, cheap however many there are: finished jobs are counted as they end, not when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING

from database.statements import execute
from jobs.states import State

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Upper ends of the histogram of durations, in seconds.
DURATIONS = (10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 43200, inf)


@dataclass(frozen=True, slots=True)
class SellerCount:
    """How many jobs of a seller are in a state now."""

    seller: str
    state: State
    jobs: int


@dataclass(frozen=True, slots=True)
class Total:
    """What has ended so far, ever: cleaning up never lowers it. `seconds` are those of the last attempts."""

    seller: str
    outcome: State
    jobs: int
    seconds: Decimal
    products: int


@dataclass(frozen=True, slots=True)
class Duration:
    """How many jobs, ever, ended after more than the next smaller `up_to` and at most `up_to` seconds."""

    seller: str
    outcome: State
    up_to: float  # one of DURATIONS
    jobs: int


def count_states(connection: Connection) -> dict[State, int]:
    """How many jobs there are in each state; every state is there."""
    counts = dict.fromkeys(State, 0)
    for count in count_by_seller(connection):
        counts[count.state] += count.jobs
    return counts


def count_by_seller(connection: Connection) -> list[SellerCount]:
    """How many jobs of each seller are in each state; none where there are none."""
    rows = execute(connection, "jobs/count_by_seller")
    return [SellerCount(row.seller, State(row.state), row.jobs) for row in rows]


def find_oldest_waiting(connection: Connection) -> datetime | None:
    """When the job that has waited longest became due: what the age of the queue is counted from."""
    moment: datetime | None = execute(connection, "jobs/oldest_waiting").scalar_one()
    return moment


def list_totals(connection: Connection) -> list[Total]:
    """The totals of all sellers by outcome."""
    rows = execute(connection, "jobs/totals")
    return [Total(row.seller, State(row.outcome), row.jobs, row.seconds, row.products) for row in rows]


def list_durations(connection: Connection) -> list[Duration]:
    """The histogram of durations, only what is not empty; not cumulative, shorter ones first."""
    rows = execute(connection, "jobs/durations")
    return [Duration(row.seller, State(row.outcome), row.up_to, row.jobs) for row in rows]
