"""`python -m jobs`: what people see of jobs, and do to them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from jobs.attempts import Progress
from jobs.outcome import Outcome
from jobs.states import ErrorCode, State
from tests.crawling import ROOT, query
from tests.queueing import add, add_sellers, fail, finish, look, must_take, take

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def sellers(database: object) -> None:
    add_sellers("shop", "other")


def _jobs(*words: str) -> subprocess.CompletedProcess[str]:
    """`python -m jobs …` to its end."""
    command = [sys.executable, "-m", "jobs", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def _crawling_with(outcome: Outcome) -> Iterator[None]:
    """A job server that gives the next job this outcome."""

    def work() -> None:
        give_up_at = time.monotonic() + 60
        while time.monotonic() < give_up_at:
            if claim := take():
                time.sleep(1.2)  # so that somebody who follows it sees it active
                finish(claim.run, outcome, Progress(3, 3, 0))
                return
            time.sleep(0.1)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    thread.join()


def test_schedule_queues_a_job_with_its_arguments_and_prints_its_id():
    answer = _jobs(
        *("schedule", "shop", "-a", "mode=test", "-a", "sources=/a=b/", "-s", "LOG_LEVEL=DEBUG"),
        *("--priority", "2.5", "--job-id", "mine", "--delay", "60"),
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "mine\n", "")
    job = look("mine")
    assert (job.args, job.settings) == ({"mode": "test", "sources": "/a=b/"}, {"LOG_LEVEL": "DEBUG"})
    assert (str(job.priority), job.trigger, job.state) == ("2.5", "cli", State.DELAYED)


@pytest.mark.parametrize(
    ("outcome", "code", "said"),
    [
        (Outcome(State.COMPLETED), 0, "mine: completed; 3 of 3 pages (100%), 0 products"),
        (
            Outcome(State.FAILED, ErrorCode.VALIDATION_ERROR, "no product found"),
            1,
            "VALIDATION_ERROR: no product found",
        ),
        (Outcome(State.CANCELLED, ErrorCode.CANCELLED, "stopped"), 1, "mine: cancelled"),
    ],
)
def test_schedule_wait_follows_the_job_to_its_end_and_exits_with_what_came_of_it(
    outcome: Outcome, code: int, said: str
):
    with _crawling_with(outcome):
        answer = _jobs("schedule", "shop", "--job-id", "mine", "--wait")
    assert (answer.returncode, answer.stderr) == (code, "")
    lines = answer.stdout.splitlines()
    assert "mine: active" in lines[-2] and said in lines[-1]


@pytest.mark.parametrize("wait", [(), ("--wait",)])
def test_schedule_exits_3_when_the_seller_is_busy_and_names_its_job(wait: tuple[str, ...]):
    other = add().job
    answer = _jobs("schedule", "shop", *wait)
    assert (answer.returncode, answer.stdout) == (3, f"{other.job_id}\n")
    assert answer.stderr == "error: shop has this job already, which is waiting\n"
    assert _jobs("schedule", "shop", "--duplicate").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("schedule", "nobody"), "error: there is no seller 'nobody' in the database: crawl it once, or start"),
        (("schedule", "shop", "--job-id", "../x"), "error: job_id: '../x' is not 1 to 100 of the characters"),
        (("schedule", "shop", "--priority", "nan"), "error: priority: NaN is not a number"),
        (("schedule", "shop", "--priority", "high"), "argument --priority: 'high' is not a number"),
        (("schedule", "shop", "--delay", "-5"), "error: delay: -5 s is not from now"),
        (("schedule", "shop", "-a", "mode"), "argument -a: 'mode' is not NAME=VALUE"),
        (("list", "--state", "done"), "argument --state: invalid choice: 'done'"),
        (("list", "--limit", "0"), "argument --limit: '0' is not a number from 1 to 10000"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_and_exits_2(words: tuple[str, ...], said: str):
    answer = _jobs(*words)
    assert answer.returncode == 2
    assert said in answer.stderr and "Traceback" not in answer.stderr
    assert query("SELECT 1 FROM scrape_jobs") == []


@pytest.mark.parametrize("command", ["watch", "retry", "cancel"])
def test_a_job_that_does_not_exist_is_said_in_a_line_and_exits_1(command: str):
    answer = _jobs(command, "nobody")
    assert (answer.returncode, answer.stderr) == (1, "error: there is no job 'nobody'\n")


def test_list_shows_jobs_with_their_errors_the_newest_first():
    add(job_id="first")
    fail(must_take().run, ErrorCode.VALIDATION_ERROR)
    add("other", job_id="second", delay=timedelta(hours=1))
    lines = _jobs("list").stdout.splitlines()
    assert [line.split()[:3] for line in lines[1:]] == [["second", "other", "delayed"], ["first", "shop", "failed"]]
    assert "VALIDATION_ERROR: it went wrong" in lines[2]
    assert "second" not in _jobs("list", "--state", "failed", "--seller", "shop").stdout


def test_retry_gives_a_failed_job_another_attempt_and_no_other():
    add(job_id="one")
    assert _jobs("retry", "one").stderr == "error: job one is waiting: only a failed job can be tried again\n"
    fail(must_take().run, ErrorCode.VALIDATION_ERROR)
    answer = _jobs("retry", "one")
    assert (answer.returncode, look("one").state) == (0, State.WAITING)


def test_cancel_ends_a_waiting_job_and_asks_a_running_one_to_stop():
    add(job_id="one")
    assert _jobs("cancel", "one").stdout.startswith("one: cancelled")
    assert _jobs("cancel", "one").stderr == "error: job one is cancelled already\n"
    add(job_id="two")
    must_take()
    assert "is to be cancelled" in _jobs("cancel", "two").stdout
    assert look("two").cancel_requested


def test_watch_follows_one_job_to_its_end():
    add(job_id="one")
    with _crawling_with(Outcome(State.COMPLETED)):
        answer = _jobs("watch", "one")
    assert answer.returncode == 0
    assert answer.stdout.splitlines()[-1].startswith("one: completed; 3 of 3 pages (100%)")


def test_watch_shows_all_that_runs_and_waits_until_it_is_stopped():
    add(job_id="one")
    must_take()
    add("other", job_id="two")
    query("UPDATE scrape_jobs SET pages_done = 3, pages_total = 12 WHERE job_id = 'one' RETURNING 1")
    environment = os.environ | {"FORCE_COLOR": "1", "COLUMNS": "120"}
    command = [sys.executable, "-m", "jobs", "watch"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        seen = ""
        while "two: waiting" not in seen:
            seen += process.stdout.readline()
        process.send_signal(2)
        process.communicate(timeout=30)
    assert process.returncode == 0
    assert "3 of 12 pages (25%)" in seen


def test_a_database_that_is_away_is_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    answer = _jobs("list")
    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
    assert answer.stderr.startswith("error: the database does not answer")


def test_a_limit_that_cannot_be_used_is_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GOODSEED_MAX_ATTEMPTS", "many")
    answer = _jobs("schedule", "shop")
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert answer.stderr.startswith("error: GOODSEED_MAX_ATTEMPTS: ")
