"""Changes that are not believed yet: kept in `held` while the rows stay as they are, and released or not in the end."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from database.engine import describe, is_outage
from database.statements import execute
from pipelines.holding import JUMP, SHIFT, Move, Verdict, describe_shift, is_shift, judge_move, measure_move
from pipelines.record import make_record, product_record
from pipelines.rows import ProductRows, encode, write_products

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row

    from jobs.run import JobRun
    from pipelines.product import Product

logger = logging.getLogger(__name__)

BATCH = 200


@dataclass(frozen=True, slots=True)
class Change:
    """What was read of a listed product and differs from what is stored; `known` is its row of find_products.sql."""

    known: Row[Any]
    product: Product
    content_hash: str


def hold_back(connection: Connection, run: JobRun, changes: Sequence[Change]) -> set[str]:
    """Keep the changes that are not to be written yet, in place of older ones; their products' url_keys."""
    stored = _find_packs(connection, [change.known.id for change in changes])
    kept, rows = set(), []
    for change in changes:
        move = measure_move(stored.get(change.known.id, []), change.product.packs)
        verdict = judge_move(move)
        if move is None or verdict is Verdict.WRITE:
            continue
        kept.add(change.product.url_key)
        is_same = change.known.held_state is not None and _is_same_price(change)
        if not (is_same and change.known.held_state == "dropped"):  # what was dropped stays so
            rows.append(_describe(run, change, move, verdict, is_same=is_same))
    if rows:
        _keep(connection, rows, stored)
    return kept


def settle(connection: Connection, run: JobRun, *, compared: int) -> str | None:
    """At the end of a completed crawl: release what waits for it, or hold it when too many prices moved.

    `compared` is how many of the products that were listed before it has seen. A sentence when it is held.
    """
    values = {"job_id": run.job_id, "run": run.run, "jump": JUMP}
    adopted = set(execute(connection, "pipelines/adopt_waiting", seller=run.seller, **values).scalars())
    moved = execute(connection, "pipelines/count_moved", **values).scalar_one()
    if is_shift(moved=moved, compared=compared):
        because = f", and more than {SHIFT}% in {moved} of {compared} products"
        execute(connection, "pipelines/hold_waiting", because=because, **values)
        return describe_shift(moved=moved, compared=compared)
    while rows := execute(connection, "pipelines/find_waiting", limit=BATCH, **values).all():
        own = [row for row in rows if row.product_id not in adopted]
        # The others were not read by this crawl: its numbers tell them as they were seen.
        release(connection, [row for row in rows if row.product_id in adopted])
        execute(connection, "pipelines/count_released", job_id=run.job_id, released=release(connection, own))
    return None


def release(connection: Connection, rows: Sequence[Row[Any]]) -> int:
    """Write held changes as the crawl that read them would have, and forget them; how many that were.

    One that the database refuses, which is our own mistake, is found by halves and dropped: it must not keep the
    others, or the end of a crawl, from being written.
    """
    if not rows:
        return 0
    try:
        with connection.begin_nested():
            _write(connection, rows)
    except DBAPIError as error:
        if is_outage(error):
            raise
        if len(rows) == 1:
            logger.exception("A held change could not be written; it is dropped")
            because = f"; the database refused it: {describe(error)}"
            execute(connection, "pipelines/drop_refused", product=rows[0].product_id, because=because)
            return 0
        middle = len(rows) // 2
        return release(connection, rows[:middle]) + release(connection, rows[middle:])
    return len(rows)


def _write(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    """The prices' history tells when they were first read, and by which job."""
    # Imported only here: a crawl starts faster without.
    from emails.telling import tell_of_prices

    rows = sorted(rows, key=lambda row: (row.held_at, row.job_id or ""))
    for (job_id, held_at), group in groupby(rows, attrgetter("job_id", "held_at")):
        write_products(connection, [_read_rows(row) for row in group], job_id=job_id, observed_at=held_at)
        if job_id:
            tell_of_prices(connection, job_id)
    forget(connection, [row.product_id for row in rows])


def forget(connection: Connection, products: list[int]) -> None:
    """What these products' rows say is right: nothing of them is held any more."""
    execute(connection, "pipelines/forget_held", products=products)


def _find_packs(connection: Connection, products: list[int]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for pack in execute(connection, "pipelines/find_packs", products=products):
        found.setdefault(pack.product_id, []).append(pack)
    return found


def _is_same_price(change: Change) -> bool:
    """Whether the prices are those that are held already; other facts may have changed meanwhile."""
    read = product_record(change.product)["packs"]
    return set(_prices(read)) == set(_prices(change.known.held_packs))


def _prices(packs: Iterable[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    return ((pack["seeds"], pack["variant"], pack["currency"], Decimal(pack["price"])) for pack in packs)


def _describe(run: JobRun, change: Change, move: Move, verdict: Verdict, *, is_same: bool) -> dict[str, Any]:
    """A row of `held`, without what is stored."""
    # What is in the list for a look stays there while the crawl runs: it may die.
    is_held = verdict is Verdict.HOLD or change.known.held_state == "held"
    return {
        "product_id": change.known.id,
        "job_id": run.job_id,
        "run": run.run,
        "state": "held" if is_held else "waiting",
        "moved": move.size,
        "read": product_record(change.product),
        "read_hash": change.content_hash,
        "reason": move.sentence,
        "held_at": change.known.held_at if is_same else None,
    }


def _keep(connection: Connection, rows: list[dict[str, Any]], packs: dict[int, list[Row[Any]]]) -> None:
    ids = [row["product_id"] for row in rows]
    stored = {
        row.id: make_record(row._asdict(), packs[row.id])
        for row in execute(connection, "pipelines/find_facts", products=ids)
    }
    rows = [{**row, "stored": stored[row["product_id"]]} for row in rows]
    execute(connection, "pipelines/write_held", rows=encode(rows))


def _read_rows(row: Row[Any]) -> ProductRows:
    facts = dict(row.read)
    packs = facts.pop("packs")
    return ProductRows({**facts, "content_hash": row.read_hash}, packs)
