"""A job is started, kept alive, rescued and ended in the database, by one process at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, Row, text

from database.engine import engine, transaction
from jobs.attempts import NODE, Progress, SellerBusy, beat, finish, start_by_hand
from jobs.outcome import Outcome
from jobs.rescue import rescue
from jobs.run import JobRun, Overtaken
from jobs.states import ErrorCode, State

pytestmark = pytest.mark.usefixtures("database")

PROGRESS = Progress(pages_done=3, pages_total=7, errors=2)
COMPLETED = Outcome(State.COMPLETED)
FAILED = Outcome(State.FAILED, ErrorCode.NETWORK, "no page could be read (1 × dns)")
ELSEWHERE = "another.node"


def _sql(statement: str, **values: Any) -> None:
    with transaction() as connection:
        connection.execute(text(statement), values)


def _rows(table: str, order: str = "1") -> list[Row[Any]]:
    with transaction() as connection:
        return list(connection.execute(text(f"SELECT * FROM {table} ORDER BY {order}")))


def _row(table: str) -> Row[Any]:
    (row,) = _rows(table)
    return row


def _everything() -> list[list[Row[Any]]]:
    return [_rows(table) for table in ("scrape_jobs", "scrape_attempts", "job_totals", "sellers")]


def _start(seller: str = "shop") -> JobRun:
    with transaction() as connection:
        return start_by_hand(connection, seller, {"mode": "auto"})


def _beat(run: JobRun, progress: Progress = PROGRESS) -> bool:
    with transaction() as connection:
        return beat(connection, run, progress).cancel_requested


def _finish(run: JobRun, outcome: Outcome = COMPLETED, suspicious: str | None = None) -> None:
    with transaction() as connection:
        finish(connection, run, PROGRESS, outcome, suspicious)


@contextmanager
def _rolled_back() -> Iterator[Connection]:
    with engine().connect() as connection, connection.begin() as ours:
        yield connection
        ours.rollback()


def _say_nothing_for(seconds: int) -> None:
    _sql("UPDATE scrape_jobs SET heartbeat_at = now() - make_interval(secs => :seconds)", seconds=seconds)


def _job(run: JobRun) -> Row[Any]:
    return next(job for job in _rows("scrape_jobs") if job.job_id == run.job_id)


@pytest.fixture(autouse=True)
def sellers(database: object) -> None:
    for slug in ("shop", "other"):
        _sql(
            "INSERT INTO sellers (slug, name, homepage_url, platform, currency)"
            " VALUES (:slug, 'Shop', 'https://shop.example/', 'seed_card', 'CAD')",
            slug=slug,
        )


@pytest.fixture
def dead_pid() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


# Starting.


def test_starting_by_hand_makes_an_active_job_of_this_process():
    run = _start()
    job = _row("scrape_jobs")
    assert (job.job_id, job.run, job.seller) == (run.job_id, run.run, run.seller) == (run.job_id, run.run, "shop")
    assert (job.state, job.trigger, job.attempt, job.max_attempts) == ("active", "cli", 1, 1)
    assert (job.node, job.pid, job.args) == (NODE, os.getpid(), {"mode": "auto"})
    assert job.started_at == job.heartbeat_at and job.finished_at is None
    assert run.job_id.startswith("shop-")


def test_starting_by_hand_makes_the_jobs_one_attempt():
    run = _start()
    attempt = _row("scrape_attempts")
    assert (attempt.job_id, attempt.run, attempt.attempt) == (run.job_id, run.run, 1)
    assert (attempt.node, attempt.pid) == (NODE, os.getpid())
    assert (attempt.finished_at, attempt.outcome, attempt.error_code) == (None, None, None)


def test_a_second_job_for_the_seller_is_refused_with_the_job_the_process_and_the_node():
    first = _start()
    with pytest.raises(SellerBusy) as caught:
        _start()
    said = f"shop is being crawled by job {first.job_id} (process {os.getpid()} on {NODE})"
    assert str(caught.value) == said
    assert (_row("scrape_jobs").job_id, _row("scrape_attempts").job_id) == (first.job_id, first.job_id)


def test_another_seller_can_be_crawled_meanwhile():
    assert {_start().seller, _start("other").seller} == {"shop", "other"}


@pytest.mark.parametrize("state", ["waiting", "delayed", "completed", "failed", "cancelled"])
def test_a_job_that_is_not_active_does_not_keep_a_seller_busy(state: str):
    _start()
    _sql("UPDATE scrape_jobs SET state = :state", state=state)
    assert _job(_start()).state == "active"
    assert {job.state for job in _rows("scrape_jobs")} == {state, "active"}


def test_run_numbers_never_repeat_and_grow():
    runs = []
    for place in range(5):
        runs.append(_start())
        _finish(runs[-1], FAILED if place % 2 else COMPLETED)
    with _rolled_back() as connection:  # it has used its number all the same
        runs.append(start_by_hand(connection, "shop", {}))
    runs.append(_start())
    numbers = [run.run for run in runs]
    assert numbers == sorted(set(numbers))
    assert len({run.job_id for run in runs}) == len(runs)


@pytest.mark.parametrize("before", ["nothing", "a dead job", "a silent job", "a finished job"])
def test_of_many_that_start_at_once_exactly_one_crawls_the_seller(before: str, dead_pid: int):
    if before != "nothing":
        old = _start()
        _sql("UPDATE scrape_jobs SET pid = :pid", pid=dead_pid if before == "a dead job" else os.getpid())
        if before == "a silent job":
            _say_nothing_for(180)
        if before == "a finished job":
            _finish(old)
    at_once = 6  # as many connections as the engine has
    barrier = Barrier(at_once)  # so that all begin before one has ended

    def start(_place: int) -> JobRun | Exception:
        try:
            with transaction() as connection:
                connection.exec_driver_sql("SELECT 1")
                barrier.wait(timeout=30)
                return start_by_hand(connection, "shop", {})
        except Exception as error:
            return error

    with ThreadPoolExecutor(at_once) as threads:
        for _ in range(5):
            answers = list(threads.map(start, range(at_once)))
            (winner,) = [answer for answer in answers if isinstance(answer, JobRun)]
            losers = [answer for answer in answers if answer is not winner]
            assert [type(loser) for loser in losers] == [SellerBusy] * (at_once - 1)
            assert all(winner.job_id in str(loser) for loser in losers)
            active = [job for job in _rows("scrape_jobs") if job.state == "active"]
            assert [(job.job_id, job.run) for job in active] == [(winner.job_id, winner.run)]
            _finish(winner)
    totals = {row.outcome: row.jobs for row in _rows("job_totals")}
    rescued = {"failed": 1} if before in ("a dead job", "a silent job") else {}
    assert totals == {"completed": 6 if before == "a finished job" else 5, **rescued}


# Rescuing.


def test_a_job_whose_process_on_this_node_is_dead_fails_as_crash_and_the_new_one_starts(dead_pid: int):
    old = _start()
    _sql("UPDATE scrape_jobs SET pid = :pid", pid=dead_pid)
    new = _start()
    job = _job(old)
    assert (job.state, job.error_code, job.error_message) == ("failed", "CRASH", "the process died")
    assert job.finished_at is not None
    assert _job(new).state == "active"


def test_a_job_of_another_node_that_is_silent_for_two_minutes_fails_as_stalled_and_the_new_one_starts():
    old = _start()
    _sql("UPDATE scrape_jobs SET node = :node", node=ELSEWHERE)
    _say_nothing_for(121)
    new = _start()
    job = _job(old)
    assert (job.state, job.error_code) == ("failed", "STALLED")
    assert job.error_message == "Job timeout: no sign of life for 00:02:01"
    assert _job(new).state == "active"


def test_a_job_of_this_node_that_is_silent_while_its_process_lives_fails_as_stalled_too():
    old = _start()
    _say_nothing_for(121)
    _start()
    assert _job(old).error_code == "STALLED"


@pytest.mark.parametrize("silence", [0, 110])
def test_a_living_job_of_another_node_blocks_though_its_process_is_unknown_here(silence: int, dead_pid: int):
    old = _start()
    _sql("UPDATE scrape_jobs SET node = :node, pid = :pid", node=ELSEWHERE, pid=dead_pid)
    _say_nothing_for(silence)
    with pytest.raises(SellerBusy, match=rf"{old.job_id} \(process {dead_pid} on {ELSEWHERE}\)"):
        _start()
    assert _row("scrape_jobs").state == "active"


def test_a_silent_job_with_a_dead_process_here_is_named_for_its_death(dead_pid: int):
    old = _start()
    _sql("UPDATE scrape_jobs SET pid = :pid", pid=dead_pid)
    _say_nothing_for(600)
    _start()
    assert _job(old).error_code == "CRASH"


def test_a_rescued_job_is_counted_and_told_of_as_any_failed_one(dead_pid: int):
    old = _start()
    _sql("UPDATE scrape_jobs SET pid = :pid, products_seen = 4", pid=dead_pid)
    with transaction() as connection:
        rescue(connection, "shop", NODE)
    attempt, totals = _row("scrape_attempts"), _row("job_totals")
    assert (attempt.run, attempt.outcome, attempt.error_code) == (old.run, "failed", "CRASH")
    assert attempt.error_message == "the process died" and attempt.finished_at is not None
    assert (totals.seller, totals.outcome, totals.jobs, totals.products) == ("shop", "failed", 1, 4)
    assert {seller.slug: seller.last_status for seller in _rows("sellers")} == {"shop": "failed", "other": None}


def test_rescuing_looks_at_no_other_seller(dead_pid: int):
    _start("other")
    _sql("UPDATE scrape_jobs SET pid = :pid", pid=dead_pid)
    with transaction() as connection:
        rescue(connection, "shop", NODE)
    assert _row("scrape_jobs").state == "active"


def test_the_process_of_a_rescued_job_finds_that_it_is_overtaken():
    old = _start()
    _say_nothing_for(121)
    _start()
    with pytest.raises(Overtaken, match=f"run {old.run} of job {old.job_id} is not the current one any more"):
        _beat(old)


# Beating.


def test_a_beat_writes_the_progress_and_the_time():
    run = _start()
    _say_nothing_for(60)
    before = _row("scrape_jobs")
    assert _beat(run) is False
    after = _row("scrape_jobs")
    assert (after.pages_done, after.pages_total, after.errors) == (3, 7, 2)
    assert after.heartbeat_at > before.heartbeat_at
    assert (after.state, after.started_at) == ("active", before.started_at)


def test_a_beat_may_not_know_how_many_pages_there_are():
    run = _start()
    _beat(run, Progress(1, None, 0))
    assert _row("scrape_jobs").pages_total is None


def test_a_beat_tells_that_somebody_wants_the_job_cancelled_and_leaves_it_active():
    run = _start()
    _sql("UPDATE scrape_jobs SET cancel_requested = true")
    assert _beat(run) is True
    assert _row("scrape_jobs").state == "active"


def test_a_beat_keeps_a_job_from_being_rescued():
    run = _start()
    _say_nothing_for(121)
    _beat(run)
    with pytest.raises(SellerBusy):
        _start()


OVERTAKEN = {
    "given to another process": "UPDATE scrape_jobs SET run = nextval('scrape_runs')",
    "waiting again": "UPDATE scrape_jobs SET state = 'waiting'",
    "cancelled": "UPDATE scrape_jobs SET state = 'cancelled'",
    "failed": "UPDATE scrape_jobs SET state = 'failed'",
    "deleted": "DELETE FROM scrape_jobs",
}


@pytest.mark.parametrize("change", OVERTAKEN.values(), ids=OVERTAKEN)
@pytest.mark.parametrize("act", [_beat, _finish], ids=["beat", "finish"])
def test_a_run_that_was_overtaken_changes_nothing(act: Callable[[JobRun], Any], change: str):
    run = _start()
    _sql(change)
    before = _everything()
    with pytest.raises(Overtaken):
        act(run)
    assert _everything() == before


# Finishing.


def test_finishing_writes_the_job():
    run = _start()
    _finish(run, suspicious="saw 3 of 100 products")
    job = _row("scrape_jobs")
    assert (job.state, job.error_code, job.error_message) == ("completed", None, None)
    assert (job.pages_done, job.pages_total, job.errors) == (3, 7, 2)
    assert job.suspicious == "saw 3 of 100 products"
    assert job.finished_at >= job.started_at


@pytest.mark.parametrize(
    "outcome", [COMPLETED, FAILED, Outcome(State.CANCELLED, ErrorCode.CANCELLED, "stopped after 3 pages")]
)
def test_finishing_writes_the_outcome_to_job_attempt_totals_and_seller(outcome: Outcome):
    run = _start()
    _finish(run, outcome)
    job, attempt, totals = _row("scrape_jobs"), _row("scrape_attempts"), _row("job_totals")
    told = (outcome.state, outcome.code, outcome.message)
    assert (job.state, job.error_code, job.error_message) == told
    assert (attempt.outcome, attempt.error_code, attempt.error_message) == told
    assert attempt.finished_at == job.finished_at
    assert (totals.seller, totals.outcome, totals.jobs) == ("shop", outcome.state, 1)
    shop = next(seller for seller in _rows("sellers") if seller.slug == "shop")
    assert (shop.last_status, shop.last_crawled_at) == (outcome.state, job.finished_at)


def test_totals_add_up_over_jobs_by_outcome():
    for outcome, products, seconds in ((COMPLETED, 10, 60), (FAILED, 1, 5), (COMPLETED, 30, 30)):
        run = _start()
        _sql(
            "UPDATE scrape_jobs SET products_seen = :products, started_at = now() - make_interval(secs => :seconds)"
            " WHERE state = 'active'",
            products=products,
            seconds=seconds,
        )
        _finish(run, outcome)
    completed, failed = _rows("job_totals", order="outcome")
    assert (completed.outcome, completed.jobs, completed.products) == ("completed", 2, 40)
    assert (failed.outcome, failed.jobs, failed.products) == ("failed", 1, 1)
    assert 90 <= completed.seconds < 150
    assert 5 <= failed.seconds < 65


def test_totals_outlive_the_jobs():
    _finish(_start())
    _sql("DELETE FROM scrape_jobs")
    assert _rows("scrape_attempts") == []
    assert _row("job_totals").jobs == 1


def test_finishing_twice_is_overtaken_and_counts_once():
    run = _start()
    _finish(run)
    with pytest.raises(Overtaken):
        _finish(run, FAILED)
    assert (_row("scrape_jobs").state, _row("job_totals").jobs) == ("completed", 1)


def test_an_outcome_that_is_not_committed_leaves_the_job_as_it_was():
    run = _start()
    before = _everything()
    with _rolled_back() as connection:
        finish(connection, run, PROGRESS, COMPLETED, None)
    assert _everything() == before


def test_finishing_touches_no_other_sellers_job():
    run, other = _start(), _start("other")
    before = _job(other)
    _finish(run)
    assert _job(other) == before
    assert [totals.seller for totals in _rows("job_totals")] == ["shop"]


def test_a_seller_is_free_again_after_its_job_has_ended():
    _finish(_start(), FAILED)
    assert _job(_start()).state == "active"
