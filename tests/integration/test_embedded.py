"""The embedded server is there when it is needed, for every process of the checkout."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from database import embedded
from database.engine import engine, transaction
from database.home import server_folder
from database.schema import current_version, needed_version, require_schema


def _database(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "database", *words], capture_output=True, text=True, check=True)


def _server_process() -> int:
    return int((server_folder() / "data" / "postmaster.pid").read_text().splitlines()[0])


@pytest.mark.usefixtures("private_home")
def test_it_starts_and_is_migrated_by_itself():
    require_schema()
    assert current_version() == needed_version()


@pytest.mark.usefixtures("private_home")
def test_two_processes_at_once_start_one_server():
    command = [sys.executable, "-m", "database", "start"]
    starting = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    answers = {process.communicate() for process in starting}
    assert [process.returncode for process in starting] == [0, 0, 0, 0], answers
    assert len(answers) == 1


@pytest.mark.usefixtures("private_home")
def test_many_threads_of_one_process_that_find_it_killed_start_it_again():
    embedded.start()
    for _ in range(5):
        os.kill(_server_process(), signal.SIGKILL)
        with ThreadPoolExecutor(8) as threads:
            addresses = list(threads.map(lambda _: embedded.start(), range(8)))
        assert len(set(addresses)) == 1 and embedded.is_running()


@pytest.mark.usefixtures("private_home")
def test_it_outlives_the_process_that_started_it_and_people_can_stop_it():
    _database("start")
    assert embedded.is_running()
    assert _database("stop").stdout == "stopped\n"
    assert not embedded.is_running()
    assert _database("stop").stdout == "was not running\n"


@pytest.mark.usefixtures("private_home")
@pytest.mark.parametrize("stopped_by", [signal.SIGTERM, signal.SIGKILL])
def test_the_engine_starts_it_again_when_it_was_stopped_or_killed(stopped_by: signal.Signals):
    require_schema()
    process = _server_process()
    os.kill(process, stopped_by)
    engine().dispose()
    with transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sellers").scalar() == 0
    assert _server_process() != process


def test_a_deep_folder_does_not_make_its_address_too_long(private_home: Path, monkeypatch: pytest.MonkeyPatch):
    deep = private_home / "/".join(["a-rather-long-name-of-a-folder"] * 5)
    monkeypatch.setenv("GOODSEED_HOME", str(deep))
    try:
        assert len(str(embedded.start().query["host"])) < 100
    finally:
        embedded.stop()
        shutil.rmtree(server_folder())


@pytest.mark.usefixtures("private_home")
def test_no_folder_above_the_checkout_is_opened_to_others():
    before = [folder.stat().st_mode for folder in Path(sys.prefix).resolve().parents]
    embedded.start()
    assert [folder.stat().st_mode for folder in Path(sys.prefix).resolve().parents] == before
    assert stat.S_IMODE((server_folder() / "data").stat().st_mode) & 0o077 == 0


@pytest.mark.usefixtures("private_home")
def test_it_starts_where_another_process_has_the_number_of_one_that_was_killed():
    embedded.start()
    note = server_folder() / "data" / "postmaster.pid"
    _number, *rest = note.read_text().splitlines(keepends=True)
    os.kill(_server_process(), signal.SIGKILL)
    note.write_text("".join([f"{os.getpid()}\n", *rest]))
    _database("start")
    assert embedded.is_running()
