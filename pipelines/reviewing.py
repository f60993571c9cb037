"""A person's look at what is held: list it, believe it or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from database.engine import transaction
from database.statements import execute
from pipelines.held import BATCH, release

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


class HeldChange(NamedTuple):
    """A held change and its product; `moved` is in percent, `stored` and `read` are records of products."""

    id: int
    seller: str
    name: str
    url: str
    state: str
    reason: str
    moved: float
    held_at: datetime
    job_id: str | None
    stored: dict[str, Any]
    read: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which changes are meant: by their numbers in whatever state, or all that are held of one seller or of any.

    Raises NotHeld when it says none of these, or more than one.
    """

    ids: tuple[int, ...] = ()
    seller: str | None = None
    is_all: bool = False

    def __post_init__(self) -> None:
        if [bool(self.ids), self.seller is not None, self.is_all].count(True) != 1:
            raise NotHeld("say which: their numbers (ID …), --seller SELLER or --all, and only one of these")


class Settled(NamedTuple):
    """How many changes were settled, and how many the database refused, which are dropped."""

    done: int
    refused: int = 0


class NotHeld(LookupError):
    """What was to be settled is not there; the message says what to do."""


def find_changes(seller: str | None, state: str) -> list[HeldChange]:
    """The changes in a state, the oldest first. Raises NotHeld for a seller that there is not."""
    with transaction() as connection:
        _require_seller(connection, seller)
        rows = execute(connection, "pipelines/list_held", seller=seller, state=state)
        return [HeldChange(**row._mapping) for row in rows]


def accept(choice: Choice) -> Settled:
    """Write what was read, as the crawl would have. Raises NotHeld."""
    return _settle(choice, release)


def drop(choice: Choice) -> Settled:
    """Keep what is stored for as long as these prices are read. Raises NotHeld."""
    return _settle(choice, _mark_dropped)


def _mark_dropped(connection: Connection, rows: Sequence[Row[Any]]) -> int:
    execute(connection, "pipelines/drop_held", ids=[row.id for row in rows])
    return len(rows)


def _settle(choice: Choice, act: Callable[[Connection, Sequence[Row[Any]]], int]) -> Settled:
    """Act on the chosen changes, some at a time, each in one transaction beside any crawl that may be running."""
    ids = _find_ids(choice)
    done = refused = 0
    for start in range(0, len(ids), BATCH):
        with transaction() as connection:
            some = ids[start : start + BATCH]
            execute(connection, "pipelines/lock_jobs_of_held", ids=some).all()
            rows = execute(connection, "pipelines/take_held", ids=some).all()
            settled = act(connection, rows) if rows else 0
        done, refused = done + settled, refused + len(rows) - settled
    return Settled(done, refused)


def _find_ids(choice: Choice) -> list[int]:
    """Their numbers; all that were given must be there."""
    with transaction() as connection:
        _require_seller(connection, choice.seller)
        if not choice.ids:
            return list(execute(connection, "pipelines/find_held", seller=choice.seller).scalars())
        found = execute(connection, "pipelines/take_held", ids=list(choice.ids)).all()
    lacking = sorted(set(choice.ids) - {row.id for row in found})
    if lacking:
        raise NotHeld(f"not held (any more): {', '.join(map(str, lacking))}; see `python -m pipelines held list`")
    return list(choice.ids)


def _require_seller(connection: Connection, seller: str | None) -> None:
    if seller is None:
        return
    slugs = execute(connection, "pipelines/seller_slugs").scalars().all()
    if seller not in slugs:
        raise NotHeld(f"unknown seller {seller!r}, there are: {', '.join(slugs) or 'none yet'}")
