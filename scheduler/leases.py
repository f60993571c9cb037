"""One runner at a time for each task, over all nodes; and each of a task's cron times once."""

from __future__ import annotations

import logging
import os
import socket
import threading
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from database.engine import describe, transaction
from database.statements import execute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

logger = logging.getLogger(__name__)

# A lease is renewed while its task runs; when its holder dies, others wait no longer than this.
LEASE_SECONDS = 45.0
RENEW_SECONDS = 15.0


class Taken(Exception):
    """Somebody else runs this task now."""

    def __init__(self, task: str, holder: str):
        self.holder = holder
        super().__init__(f"{task} is being run by {holder}")


@contextmanager
def lease(task: str) -> Iterator[None]:
    """Be the only one who runs a task, while the block runs. Raises Taken."""
    me = f"{socket.gethostname()}:{os.getpid()}:{token_hex(4)}"
    values = {"task": task, "holder": me, "seconds": LEASE_SECONDS}
    with transaction() as connection:
        holder = execute(connection, "scheduler/take_lease", **values).scalar_one_or_none()
        if holder is None:
            other = execute(connection, "scheduler/lease_holder", task=task).scalar_one_or_none()
            raise Taken(task, other or "another node")
    ended = threading.Event()
    keeper = threading.Thread(target=_renew, args=(values, ended), name=f"lease of {task}", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()
        with transaction() as connection:
            execute(connection, "scheduler/give_lease_back", task=task, holder=me)


def take_slot(task: str, slot: datetime) -> bool:
    """Whether this cron time of a task is ours to run: the first who asks gets it."""
    with transaction() as connection:
        return execute(connection, "scheduler/take_slot", task=task, slot=slot).rowcount > 0


def _renew(values: dict[str, object], ended: threading.Event) -> None:
    while not ended.wait(RENEW_SECONDS):
        try:
            with transaction() as connection:
                execute(connection, "scheduler/renew_lease", **values)
        except Exception as error:  # an outage; the next turn may be in time
            logger.warning("A lease is not renewed: %s", describe(error))
