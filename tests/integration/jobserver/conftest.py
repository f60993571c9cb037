"""A real job server on a real database, shared by the tests of one module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL

from database.scratch import scratch_database
from jobserver.process import JobServer
from tests.serving import serving_jobs


@pytest.fixture(scope="module")
def idle(server: URL, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JobServer]:
    """A job server whose jobs wait, as each module sees to in its own way."""
    with (
        scratch_database(server, template),
        serving_jobs(tmp_path_factory.mktemp("idle"), GOODSEED_POLL_INTERVAL="60") as served,
    ):
        yield served
