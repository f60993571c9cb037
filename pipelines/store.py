"""Storing: one batch, one transaction, and only what differs is written."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from database.statements import execute
from jobs.run import JobRun, Overtaken
from pipelines.held import Change, forget, hold_back
from pipelines.page import PageRead, PagesUnchanged
from pipelines.product import Product, content_hash, pack_rows, product_row
from pipelines.reject import LeftOut, Reject
from pipelines.rows import ProductRows, encode, write_products
from pipelines.twins import drop_twins

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

Stored = Product | Reject | PageRead | PagesUnchanged | LeftOut


@dataclass(slots=True)
class Batch:
    """What is stored together. `unchanged` are addresses of pages, `left_out` counts what is no seeds."""

    products: list[Product] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    pages: list[PageRead] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.products) + len(self.rejects) + len(self.pages) + len(self.unchanged) + self.left_out

    def add(self, item: Stored) -> None:
        """Put in what came through the pipelines, each to its kind."""
        match item:
            case Product():
                self.products.append(item)
            case Reject():
                self.rejects.append(item)
            case PageRead():
                self.pages.append(item)
            case PagesUnchanged():
                self.unchanged += item.urls
            case LeftOut():
                self.left_out += 1


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a batch. A product met twice in one crawl counts once; `held` are changes not written."""

    seen: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    left_out: int = 0
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
    also_seen = _write_pages(connection, run, batch, started_at)
    tally = Tally(
        seen=len(fresh) + also_seen,
        created=created,
        updated=len(written) - created,
        unchanged=len(fresh) - len(differs) + also_seen,
        rejected=len(batch.rejects),
        held=len(kept),
        left_out=batch.left_out,
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
        rows = [asdict(reject) for reject in rejects]
        execute(connection, "pipelines/write_rejects", seller=run.seller, job_id=run.job_id, rows=encode(rows))


def _write_pages(connection: Connection, run: JobRun, batch: Batch, started_at: datetime) -> int:
    """Remember the pages that were read, and count as seen what is on those that have not changed; how many."""
    of_run = {"seller": run.seller, "started_at": started_at}
    if batch.pages:
        pages = {page.url: asdict(page) for page in batch.pages}
        rows = encode(list(pages.values()))
        execute(connection, "pipelines/write_pages", **of_run, job_id=run.job_id, rows=rows)
    if not batch.unchanged:
        return 0
    return int(execute(connection, "pipelines/touch_pages", **of_run, urls=batch.unchanged).scalar_one())
