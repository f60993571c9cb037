"""The one place that opens database connections."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import psycopg2
from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from database import embedded
from database.addresses import read_url
from database.errors import DatabaseUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


def is_outage(error: Exception) -> bool:
    """Whether the server is away, was restarted or refuses us for now: worth trying again."""
    is_cut = isinstance(error, DBAPIError) and error.connection_invalidated
    return is_cut or isinstance(error, (OperationalError, InterfaceError, DatabaseUnavailable))


def is_embedded() -> bool:
    """Whether the embedded server is used, because no DATABASE_URL is set."""
    return not os.environ.get("DATABASE_URL", "").strip()


def describe(error: Exception) -> str:
    """What is wrong, in one line: in the server's or the driver's words where it is theirs."""
    lines = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


@cache
def engine() -> Engine:
    """The process's only engine: `DATABASE_URL`, or the embedded server.

    Connections hold no state between transactions, so pgbouncer in transaction mode works.
    Raises DatabaseError when the address is wrong or the embedded server cannot be started.
    """
    address = embedded.url() if is_embedded() else read_url(os.environ["DATABASE_URL"])
    made = create_engine(
        address,
        pool_size=2,
        max_overflow=4,
        pool_pre_ping=True,
        pool_recycle=300,
        connect_args={"connect_timeout": 10, "application_name": "goodseed"},
    )
    if is_embedded():
        event.listen(made, "do_connect", _connect_or_start)
    return made


@contextmanager
def transaction() -> Iterator[Connection]:
    """A connection in one READ COMMITTED transaction: committed at the end, rolled back on an exception."""
    with engine().begin() as connection:
        yield connection


def _connect_or_start(_dialect: Any, _record: Any, args: list[Any], options: dict[str, Any]) -> Any:
    """Connect; when the embedded server refuses, it was stopped or killed: start it and connect again."""
    try:
        return psycopg2.connect(*args, **options)
    except psycopg2.OperationalError:
        options["host"] = embedded.start().query["host"]
        return psycopg2.connect(*args, **options)
