"""Jobs on a terminal: a table of many, a line for one, bars for those that run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Group
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from jobs import pace
from jobs.states import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from jobs.job import Job

COLOURS = {
    State.WAITING: "cyan",
    State.DELAYED: "yellow",
    State.ACTIVE: "blue",
    State.COMPLETED: "green",
    State.FAILED: "red",
    State.CANCELLED: "dim",
}
LONGEST_QUEUE = 10


def make_table(jobs: Sequence[Job]) -> Table:
    """One row a job."""
    table = Table(box=None, pad_edge=False)
    for name in ("job", "seller", "state", "priority", "attempt", "pages", "products", "when (UTC)"):
        table.add_column(name, justify="right" if name in ("priority", "attempt", "products") else "left", no_wrap=True)
    table.add_column("what", overflow="fold")
    for job in jobs:
        moment = job.finished_at or (job.run_at if job.state in (State.WAITING, State.DELAYED) else job.started_at)
        table.add_row(
            job.job_id,
            job.seller,
            _name(job.state),
            f"{job.priority.normalize():f}",
            f"{job.attempt}/{job.max_attempts}",
            f"{job.pages_done}/{job.pages_total or '?'}",
            str(job.products_seen),
            f"{moment:%Y-%m-%d %H:%M:%S}" if moment else "",
            Text(explain(job)),
        )
    return table


def describe(job: Job) -> str:
    """One job in one line, without colours."""
    parts = [f"{job.job_id}: {job.state}"]
    if job.started_at:
        parts.append(pace.describe(job, datetime.now(UTC)))
    parts.append(explain(job))
    return "; ".join(part for part in parts if part)


def explain(job: Job) -> str:
    """Why a job is as it is, when its state does not say all: its error, when it goes on, what looks wrong."""
    error = job.error_code and f"{job.error_code}: {job.error_message}"
    if job.state is State.DELAYED:
        return f"{error + '; ' if error else ''}due at {job.run_at:%H:%M:%S} UTC"
    if job.state is State.WAITING:
        return f"due since {job.run_at:%H:%M:%S} UTC"
    if job.state is State.ACTIVE:
        return "is to be cancelled" if job.cancel_requested else ""
    return error or (job.suspicious and f"suspicious: {job.suspicious}") or ""


def make_bars(jobs: Sequence[Job]) -> RenderableType:
    """A bar for each running job, and a line for each of the next that wait."""
    if not jobs:
        return Text("no job runs or waits")
    now = datetime.now(UTC)
    bars = Table(box=None, pad_edge=False, show_header=False)
    for job in jobs:
        if job.state is State.ACTIVE:
            bar = ProgressBar(total=job.pages_total, completed=job.pages_done, width=30, pulse=not job.pages_total)
            bars.add_row(job.job_id, bar, Text(pace.describe(job, now)), Text(explain(job)))
    others = [Text(describe(job), style=COLOURS[job.state]) for job in jobs if job.state is not State.ACTIVE]
    more = len(others) - LONGEST_QUEUE
    return Group(bars, *others[:LONGEST_QUEUE], *([Text(f"and {more} more")] if more > 0 else []))


def _name(state: State) -> Text:
    return Text(state, style=COLOURS[state])
