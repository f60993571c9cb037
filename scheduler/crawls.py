"""Crawls that are due are queued, each once, however many nodes look at the same time."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from database.statements import execute
from goodseed_spiders.sellers import declared_sellers, register
from jobs.new_job import NewJob
from jobs.queue import enqueue
from jobs.states import Trigger
from scheduler.due import SellerFacts, Turn, plan
from scheduler.outcome import Done, tell
from scheduler.rehearsal import act

if TYPE_CHECKING:
    from sqlalchemy import Connection

# An hour of waiting is worth one step: what somebody asks for overtakes what the schedule wants, for half a day.
LOW_PRIORITY = Decimal(-12)


def queue_due_crawls(*, dry_run: bool = False, at_once: bool = False) -> Done:
    """Queue the sellers whose interval has passed, spread over it; sellers new in the code are added first."""
    with act(dry_run=dry_run) as connection:
        known = _look(connection)
        turns = plan(known, datetime.now(UTC), at_once=at_once)
        queued = {turn.seller: round(turn.delay.total_seconds()) for turn in turns if _queue(connection, turn)}
    summary = f"{'would queue' if dry_run else 'queued'} {len(queued)} of {len(known)} sellers"
    details = (f"{seller} {f'in {seconds // 60} min' if seconds else 'now'}" for seller, seconds in queued.items())
    return Done(tell(summary, details), {"queued": queued, "sellers": len(known)})


def _queue(connection: Connection, turn: Turn) -> bool:
    """Whether it was us who queued it."""
    return enqueue(connection, NewJob(turn.seller, Trigger.SCHEDULE, priority=LOW_PRIORITY, delay=turn.delay)).is_new


def _look(connection: Connection) -> list[SellerFacts]:
    """What is known of the sellers that are crawled by schedule."""
    # Always in the same order: two schedulers that start at once must not wait for each other.
    scheduled = [seller for seller in declared_sellers().values() if seller.is_scheduled]
    for seller in scheduled:
        register(connection, seller)
    rows = execute(connection, "scheduler/sellers", slugs=[seller.name for seller in scheduled])
    return [SellerFacts(**row._asdict()) for row in rows]
