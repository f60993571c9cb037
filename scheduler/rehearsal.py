"""A transaction that may be only a rehearsal: what `--dry-run` tells is what would be done, exactly."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from database.engine import engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@contextmanager
def act(*, dry_run: bool) -> Iterator[Connection]:
    """A connection in one transaction: committed at the end, or taken back when it was a rehearsal."""
    with engine().connect() as connection, connection.begin() as transact:
        yield connection
        if dry_run:
            transact.rollback()
