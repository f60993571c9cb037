"""Logs: where they are, what leads to them, what is left of them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from jobserver.logfiles import latest_log_url, log_path, log_url, prepare_log, read_end, remove_old_logs


def write(folder: Path, job_id: str, run: int, text: str = "") -> Path:
    path = log_path(str(folder), "demo", job_id, run)
    prepare_log(path)
    path.write_text(text)
    return path


def age(folder: Path, days: int) -> None:
    moment = time.time() - days * 86400
    for path in folder.rglob("*.log"):
        os.utime(path, (moment, moment), follow_symlinks=False)


def test_the_jobs_name_leads_to_the_latest_attempt(tmp_path: Path):
    first, second = write(tmp_path, "a", 1, "first"), write(tmp_path, "a", 12, "second")
    link = tmp_path / "goodseed" / "demo" / "a.log"
    assert link.read_text() == "second" and link.readlink().name == second.name
    assert (first.read_text(), latest_log_url(str(tmp_path), "demo", "a")) == ("first", "/logs/goodseed/demo/a.log")


@pytest.mark.parametrize("job_id", [".", "..", "...", "-x", "a.log", "a.1"])
def test_no_jobs_id_leads_out_of_the_folder_or_to_another_jobs_log(tmp_path: Path, job_id: str):
    other = write(tmp_path, "a", 1, "of a")
    path = write(tmp_path, job_id, 1, "of another")
    assert path.resolve().parent == (tmp_path / "goodseed" / "demo").resolve()
    assert other.read_text() == "of a" and (other.parent / "a.log").read_text() == "of a"


def test_a_log_of_another_node_has_no_address(tmp_path: Path):
    path = write(tmp_path, "a", 1)
    assert log_url(str(path), str(tmp_path)) == "/logs/goodseed/demo/a~1.log"
    assert log_url("/elsewhere/logs/goodseed/demo/a~1.log", str(tmp_path)) is None
    assert log_url(None, str(tmp_path)) is None
    assert latest_log_url(str(tmp_path), "demo", "b") is None


def test_only_the_end_of_a_log_is_read(tmp_path: Path):
    path = write(tmp_path, "a", 1, "".join(f"line {number}\n" for number in range(10_000)))
    assert read_end(path).splitlines() == [f"line {number}" for number in range(9_990, 10_000)]
    assert read_end(tmp_path / "missing") == ""


def test_logs_go_with_their_jobs(tmp_path: Path):
    for job_id in ("kept", "gone"):
        for run in (1, 2):
            write(tmp_path, job_id, run)
    age(tmp_path, days=8)
    assert remove_old_logs(str(tmp_path), lambda job_ids: set(job_ids) & {"kept"}, days=7) == 3
    assert sorted(path.name for path in tmp_path.rglob("*.log")) == ["kept.log", "kept~1.log", "kept~2.log"]


def test_young_logs_stay_though_their_jobs_are_not_known_for_they_may_be_another_databases(tmp_path: Path):
    write(tmp_path, "running", 1)
    age(tmp_path, days=6)
    assert remove_old_logs(str(tmp_path), lambda _: set(), days=7) == 0
