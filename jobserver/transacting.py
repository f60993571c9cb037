"""Database work for the reactor: in a thread, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from twisted.internet.threads import deferToThread

from database.engine import transaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection
    from twisted.internet.defer import Deferred

P = ParamSpec("P")
T = TypeVar("T")

# Requests, claims and outcomes at the same time: as many as the database engine has connections.
THREADS = 6


def transact(work: Callable[Concatenate[Connection, P], T], *args: P.args, **values: P.kwargs) -> Deferred[T]:
    """The result of `work(connection, …)`, later."""

    def run() -> T:
        with transaction() as connection:
            return work(connection, *args, **values)

    return deferToThread(run)
