"""Storing: one batch, one transaction, and only what differs is written."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from database.statements import execute
from jobs.run import JobRun, Overtaken
from pipelines.held import Change, forget, hold_back
from pipelines.product import Product, content_hash, pack_rows, product_row
from pipelines.rows import ProductRows, encode, write_products
from pipelines.twins import drop_twins

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from pipelines.reject import Reject


@dataclass(slots=True)
class Batch:
    """What is stored together."""

    products: list[Product] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.products) + len(self.rejects)


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a batch. A product met twice in one crawl counts once; `held` are changes not written."""

    seen: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    held: int = 0


def store(connection: Connection, run: JobRun, batch: Batch) -> Tally:
    """Store a batch in the connection's transaction, and add its tally to the job's counters.

    Raises Overtaken when the run is no longer its job's current one; nothing is written then.
    """
    started_at = lock(connection, run)
    products = drop_twins(batch.products)
    keys = [*products, *(reject.url_key for reject in batch.rejects if reject.url_key)]
    found = execute(connection, "pipelines/find_products", seller=run.seller, keys=keys, started_at=started_at)
    known = {row.url_key: row for row in found}
    fresh = {key: product for key, product in products.items() if key not in known or not known[key].is_seen}
    hashes = {key: content_hash(product) for key, product in fresh.items()}
    differs = [key for key in fresh if key not in known or _differs(known[key], hashes[key])]
    listed = [key for key in differs if key in known and not known[key].is_delisted]
    changes = [Change(known[key], fresh[key], hashes[key]) for key in listed]
    kept = hold_back(connection, run, changes) if changes else set()
    written = [key for key in differs if key not in kept]
    rows = [_to_rows(fresh[key], hashes[key]) for key in written]
    created = write_products(connection, rows, job_id=run.job_id) if rows else 0
    _settle_known(connection, known, fresh, set(written), kept)
    _write_rejects(connection, run, batch.rejects)
    tally = Tally(
        seen=len(fresh),
        created=created,
        updated=len(written) - created,
        unchanged=len(fresh) - len(differs),
        rejected=len(batch.rejects),
        held=len(kept),
    )
    execute(connection, "pipelines/count", job_id=run.job_id, **asdict(tally))
    return tally


def lock(connection: Connection, run: JobRun) -> datetime:
    """Lock the run's job until the transaction ends; when the run was started. Raises Overtaken."""
    locked = execute(connection, "pipelines/lock_job", job_id=run.job_id, run=run.run).one_or_none()
    if locked is None:
        raise Overtaken(run)
    started_at: datetime = locked.started_at
    return started_at


def _differs(known: Row[Any], digest: str) -> bool:
    return bool(known.is_delisted or known.content_hash != digest)


def _settle_known(
    connection: Connection,
    known: Mapping[str, Row[Any]],
    fresh: Mapping[str, Product],
    written: set[str],
    kept: set[str],
) -> None:
    """Note what was seen without being written, and that nothing is held any more where the rows are right now."""
    touched = [row.id for key, row in known.items() if not row.is_seen and key not in written]
    if touched:
        execute(connection, "pipelines/touch_products", ids=touched)
    right = [row.id for key, row in known.items() if row.held_state and key in fresh and key not in kept]
    if right:
        forget(connection, right)


def _to_rows(product: Product, digest: str) -> ProductRows:
    return ProductRows({**product_row(product), "content_hash": digest}, pack_rows(product))


def _write_rejects(connection: Connection, run: JobRun, rejects: list[Reject]) -> None:
    if rejects:
        rows = [{"url": reject.url, "reason": reject.reason, "raw": reject.raw} for reject in rejects]
        execute(connection, "pipelines/write_rejects", seller=run.seller, job_id=run.job_id, rows=encode(rows))
