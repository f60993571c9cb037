"""What tests stand on: a real PostgreSQL with a database of its own for each test that asks for one."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from database import embedded
from database.addresses import read_url
from database.engine import engine
from database.home import server_folder
from database.migrating import migrate
from database.scratch import scratch_database

# A shell that runs the tests in its background lets them ignore Ctrl-C, and so all processes that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOODSEED_HOME", str(folder))
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A PostgreSQL server: that of TEST_DATABASE_URL, or an embedded one that ends with the session."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield read_url(given)
        return
    home = tmp_path_factory.mktemp("home")
    with _home(home):
        address = embedded.start()
    yield address
    with _home(home):
        embedded.stop()
        shutil.rmtree(server_folder())


@pytest.fixture
def private_home(tmp_path: Path) -> Iterator[Path]:
    """A checkout's own files with an embedded server of its own, not started; for tests that stop it."""
    before = os.environ.get("DATABASE_URL")
    with _home(tmp_path):
        os.environ.pop("DATABASE_URL", None)
        engine.cache_clear()
        yield tmp_path
        engine().dispose()
        engine.cache_clear()
        embedded.stop()
        shutil.rmtree(server_folder(), ignore_errors=True)
    if before is not None:
        os.environ["DATABASE_URL"] = before


@pytest.fixture(scope="session")
def template(server: URL) -> Iterator[str]:
    """The name of a migrated database that tests copy."""
    with scratch_database(server) as address:
        migrate()
        engine().dispose()
        assert address.database is not None
        yield address.database


@pytest.fixture
def database(server: URL, template: str) -> Iterator[URL]:
    """An empty migrated database, which this process and those it starts use as theirs."""
    with scratch_database(server, template) as address:
        yield address


@pytest.fixture
def empty_database(server: URL) -> Iterator[URL]:
    """A database without tables."""
    with scratch_database(server) as address:
        yield address
