"""What follows from a crawl as a whole: what waits for its end is released or held, what vanished is delisted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from database.statements import execute
from pipelines import delisting, held
from pipelines.store import lock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from jobs.run import JobRun


def settle(
    connection: Connection, run: JobRun, *, is_completed: bool, is_complete: bool, doubts: Sequence[str] = ()
) -> str | None:
    """Settle a crawl in the connection's transaction; what is suspicious about it, or None.

    `is_completed` when the job did not fail, `is_complete` when it read all that the shop lists; `doubts` are the
    crawl's own, a sentence each. Raises Overtaken.
    """
    lock(connection, run)
    if not is_completed:
        return None  # what waits is read again by the next crawl
    values = {"seller": run.seller, "job_id": run.job_id, "run": run.run}
    counts = execute(connection, "pipelines/count_listed", **values).one()
    shift = held.settle(connection, run, compared=counts.seen)
    told = [*doubts, *filter(None, [shift])]
    decision = delisting.decide(is_complete=is_complete, listed=counts.listed, seen=counts.seen, is_doubted=bool(told))
    if decision.delist:
        execute(connection, "pipelines/delist", **values)
    return "; ".join([*told, *filter(None, [decision.suspicious])]) or None
