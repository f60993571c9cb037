"""`make demo`'s own program: two days of the demo shop, and nothing left running."""

from __future__ import annotations

import subprocess
import sys

import pytest

from database import embedded


@pytest.mark.usefixtures("private_home")
def test_it_shows_both_days_and_stops_all_that_it_started():
    answer = subprocess.run(
        [sys.executable, "-m", "demo.tour"], capture_output=True, text=True, timeout=120, check=False
    )
    assert answer.returncode == 0, answer.stderr
    for shown in (
        "schedule.json",
        '"status": "ok"',
        "240 products created",
        "Cheapest by the seed",
        "Products by type",
        "What changed",
        "new",
        "gone",
    ):
        assert shown in answer.stdout
    assert not embedded.is_running()
    assert answer.stderr == ""


@pytest.mark.usefixtures("private_home")
def test_it_leaves_a_server_running_that_ran_before():
    embedded.start()
    subprocess.run([sys.executable, "-m", "demo.tour"], capture_output=True, timeout=120, check=True)
    assert embedded.is_running()
