"""Storing: one batch, one transaction, and only what differs is written."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from database.statements import execute
from jobs.run import JobRun, Overtaken
from pipelines.page import PageRead, PagesUnchanged
from pipelines.product import Product, content_hash, pack_rows, product_row
from pipelines.reject import LeftOut, Reject
from pipelines.twins import drop_twins

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

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
    """What came of a batch. A product met twice in one crawl counts once."""

    seen: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    left_out: int = 0


def store(connection: Connection, run: JobRun, batch: Batch) -> Tally:
    """Store a batch in the connection's transaction, and add its tally to the job's counters.

    Raises Overtaken when the run is no longer its job's current one; nothing is written then.
    """
    locked = execute(connection, "pipelines/lock_job", job_id=run.job_id, run=run.run).one_or_none()
    if locked is None:
        raise Overtaken(run)
    products = drop_twins(batch.products)
    keys = [*products, *(reject.url_key for reject in batch.rejects if reject.url_key)]
    found = execute(connection, "pipelines/find_products", seller=run.seller, keys=keys, started_at=locked.started_at)
    known = {row.url_key: row for row in found}
    fresh = {key: product for key, product in products.items() if key not in known or not known[key].is_seen}
    hashes = {key: content_hash(product) for key, product in fresh.items()}
    differs = [key for key in fresh if key not in known or known[key].content_hash != hashes[key]]
    created = _write(connection, run, {hashes[key]: fresh[key] for key in differs}) if differs else 0
    touched = [
        row.id for row in known.values() if not row.is_seen and hashes.get(row.url_key) in (None, row.content_hash)
    ]
    if touched:
        execute(connection, "pipelines/touch_products", ids=touched)
    _write_rejects(connection, run, batch.rejects)
    also_seen = _write_pages(connection, run, batch, locked.started_at)
    tally = Tally(
        seen=len(fresh) + also_seen,
        created=created,
        updated=len(differs) - created,
        unchanged=len(fresh) - len(differs) + also_seen,
        rejected=len(batch.rejects),
        left_out=batch.left_out,
    )
    execute(connection, "pipelines/count", job_id=run.job_id, **asdict(tally))
    return tally


def _write(connection: Connection, run: JobRun, products: dict[str, Product]) -> int:
    """Write products, given by their hashes, and their packs; how many of them are new."""
    rows = [{**product_row(product), "content_hash": digest} for digest, product in products.items()]
    written = execute(connection, "pipelines/write_products", rows=_to_json(rows)).all()
    ids = {row.url_key: row.id for row in written}
    packs = [
        {"product_id": ids[product.url_key], **pack} for product in products.values() for pack in pack_rows(product)
    ]
    execute(connection, "pipelines/write_packs", rows=_to_json(packs), products=list(ids.values()), job_id=run.job_id)
    return sum(row.is_new for row in written)


def _write_rejects(connection: Connection, run: JobRun, rejects: list[Reject]) -> None:
    if rejects:
        rows = [asdict(reject) for reject in rejects]
        execute(connection, "pipelines/write_rejects", seller=run.seller, job_id=run.job_id, rows=_to_json(rows))


def _write_pages(connection: Connection, run: JobRun, batch: Batch, started_at: datetime) -> int:
    """Remember the pages that were read, and count as seen what is on those that have not changed; how many."""
    of_run = {"seller": run.seller, "started_at": started_at}
    if batch.pages:
        pages = {page.url: asdict(page) for page in batch.pages}
        rows = _to_json(list(pages.values()))
        execute(connection, "pipelines/write_pages", **of_run, job_id=run.job_id, rows=rows)
    if not batch.unchanged:
        return 0
    return int(execute(connection, "pipelines/touch_pages", **of_run, urls=batch.unchanged).scalar_one())


def _to_json(rows: list[dict[str, Any]]) -> str:
    return to_json(rows).decode()
