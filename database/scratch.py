"""Databases that live for the length of a block: what tests and benchmarks write to."""

from __future__ import annotations

import os
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from sqlalchemy import create_engine

from database.engine import engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import URL


@contextmanager
def scratch_database(server: URL, template: str = "template0") -> Iterator[URL]:
    """A copy of a database of the server, which is this process's (and its children's) DATABASE_URL meanwhile."""
    address = server.set(database=f"goodseed_scratch_{token_hex(6)}")
    before = os.environ.get("DATABASE_URL")
    _run(server, f"CREATE DATABASE {address.database} TEMPLATE {template}")
    _use(address.render_as_string(hide_password=False))
    try:
        yield address
    finally:
        engine().dispose()
        _use(before)
        _run(server, f"DROP DATABASE {address.database} WITH (FORCE)")


def _use(address: str | None) -> None:
    engine.cache_clear()
    os.environ.pop("DATABASE_URL", None)
    if address is not None:
        os.environ["DATABASE_URL"] = address


def _run(server: URL, statement: str) -> None:
    """One statement outside of any transaction, on a connection of its own."""
    maker = create_engine(server, isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        connection.exec_driver_sql(statement)
    maker.dispose()
