"""One runner at a time for each task, over all nodes; and each of a task's cron times once."""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from database.engine import transaction
from database.statements import execute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


class Taken(Exception):
    """Somebody else runs this task now."""

    def __init__(self, task: str, holder: str):
        self.holder = holder
        super().__init__(f"{task} is being run by {holder}")


@contextmanager
def lease(task: str, seconds: float) -> Iterator[None]:
    """Be the only one who runs a task, while the block runs or, should we die, for so many seconds. Raises Taken."""
    me = f"{socket.gethostname()}:{os.getpid()}:{token_hex(4)}"
    with transaction() as connection:
        holder = execute(connection, "scheduler/take_lease", task=task, holder=me, seconds=seconds).scalar_one_or_none()
        if holder is None:
            other = execute(connection, "scheduler/lease_holder", task=task).scalar_one_or_none()
            raise Taken(task, other or "another node")
    try:
        yield
    finally:
        with transaction() as connection:
            execute(connection, "scheduler/give_lease_back", task=task, holder=me)


def take_slot(task: str, slot: datetime) -> bool:
    """Whether this cron time of a task is ours to run: the first who asks gets it."""
    with transaction() as connection:
        return execute(connection, "scheduler/take_slot", task=task, slot=slot).rowcount > 0
