"""The pages that the web app has cached on its Redis: dropped when what they show has changed."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from database.engine import transaction
from database.statements import execute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redis import Redis

logger = logging.getLogger(__name__)

PATTERN = "cache:products:*"
PATIENCE = 5.0  # seconds for each answer
_BATCH = 500


class CacheUnavailable(Exception):
    """The Redis of REDIS_URL does not do what it is asked; the message never holds its password."""


def drop_cached_pages() -> int:
    """Drop all of them, some at a time; how many. 0 without REDIS_URL. Raises CacheUnavailable."""
    with _opened() as server:
        return sum(int(server.unlink(*keys)) for keys in _scan(server)) if server else 0


def drop_pages_after(job_id: str) -> int:
    """Drop them when a job has changed what is sold; how many. Raises CacheUnavailable."""
    if not _address():
        return 0
    with transaction() as connection:
        if not execute(connection, "pipelines/has_changed", job_id=job_id).scalar_one_or_none():
            return 0
    return drop_cached_pages()


def count_cached_pages() -> int:
    """How many there are; 0 without REDIS_URL. Raises CacheUnavailable."""
    with _opened() as server:
        return sum(map(len, _scan(server))) if server else 0


@contextmanager
def _opened() -> Iterator[Redis | None]:
    """The Redis of REDIS_URL, or None."""
    address = _address()
    if not address:
        yield None
        return
    # Imported only here: it would cost each crawl a tenth of a second and some megabytes.
    from redis import Redis, RedisError

    try:
        with Redis.from_url(address, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE) as server:
            yield server
    except ValueError:
        raise CacheUnavailable("REDIS_URL is not an address like redis://host:6379/0") from None  # which it quotes
    except RedisError as error:
        raise CacheUnavailable(f"the Redis of REDIS_URL: {error}") from error


def _address() -> str:
    address = os.environ.get("REDIS_URL", "").strip()
    if not address:
        _say_once()
    return address


def _scan(server: Redis) -> Iterator[list[Any]]:
    """The keys, some at a time; one may come twice."""
    keys = iter(server.scan_iter(PATTERN, count=_BATCH))
    while batch := list(islice(keys, _BATCH)):
        yield batch


@cache
def _say_once() -> None:
    logger.info("REDIS_URL is not set: cached pages of the web app are not dropped")
