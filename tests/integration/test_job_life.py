"""What becomes of a job that was claimed: ended, tried again, rescued, released, cancelled; once, by its own run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from database.engine import transaction
from jobs import attempts, rescue
from jobs.attempts import Progress
from jobs.control import NoSuchJob, NotFailed
from jobs.job import Job
from jobs.listing import list_attempts
from jobs.outcome import Outcome
from jobs.run import JobRun, Overtaken
from jobs.states import Ending, ErrorCode, State, Trigger
from tests.crawling import query
from tests.queueing import (
    COMPLETED,
    NODE,
    add,
    add_sellers,
    cancel,
    fail,
    finish,
    let_time_pass,
    look,
    must_take,
    take,
    try_again,
)

pytestmark = pytest.mark.usefixtures("database")

PROGRESS = Progress(pages_done=3, pages_total=7, errors=1)


@pytest.fixture(autouse=True)
def sellers(database: object) -> None:
    add_sellers("shop", "other")


@pytest.fixture
def dead_pid() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def _start(seller: str = "shop", **wishes: Any) -> JobRun:
    add(seller, **wishes)
    return must_take().run


def _do(act: Callable[..., Any], *values: Any) -> Any:
    with transaction() as connection:
        return act(connection, *values)


def _story(job_id: str) -> list[tuple[int, Ending | None, ErrorCode | None]]:
    with transaction() as connection:
        return [(one.attempt, one.outcome, one.error_code) for one in list_attempts(connection, job_id)]


def _make_due(job: Job) -> None:
    let_time_pass(job.job_id, job.run_at - datetime.now(UTC) + timedelta(seconds=1))


# The process.


def test_a_process_takes_over_the_run_that_was_claimed_for_it():
    run = _start(args={"mode": "test"})
    job = _do(attempts.take_over, run.job_id, run.run, 4321)
    assert (job.pid, job.seller, job.args) == (4321, "shop", {"mode": "test"})
    assert query("SELECT pid FROM scrape_attempts")[0].pid == 4321


@pytest.mark.parametrize("wrong", [0, 1, -1])
def test_a_process_takes_over_no_other_run(wrong: int):
    run = _start()
    if wrong == 0:
        finish(run)
    with pytest.raises(Overtaken):
        _do(attempts.take_over, run.job_id, run.run + wrong, 4321)


def test_a_launcher_notes_the_process_and_its_log_also_of_one_that_has_ended():
    run = _start()
    assert _do(attempts.note_process, run, 77, "logs/a.log") is True
    assert look(run.job_id).pid == 77
    finish(run)
    assert _do(attempts.note_process, run, 77, "logs/b.log") is False
    assert query("SELECT log FROM scrape_attempts")[0].log == "logs/b.log"


# Trying again.


def test_a_job_that_fails_is_tried_again_until_its_attempts_are_used_up():
    run = _start()
    for attempt in (1, 2):
        job = fail(run)
        assert (job.state, job.attempt, job.error_code) == (State.DELAYED, attempt, ErrorCode.NETWORK)
        assert job.run_at <= datetime.now(UTC) + timedelta(seconds=5 * attempt)
        assert query("SELECT 1 FROM job_totals") == []
        _make_due(job)
        run = must_take().run
    job = fail(run)
    assert (job.state, job.attempt, job.error_message) == (State.FAILED, 3, "it went wrong")
    assert _story(job.job_id) == [(n, Ending.FAILED, ErrorCode.NETWORK) for n in (1, 2, 3)]
    (total,) = query("SELECT seller, outcome, jobs FROM job_totals")
    assert tuple(total) == ("shop", "failed", 1)


def test_a_new_attempt_counts_from_nothing_and_the_old_one_keeps_its_counters():
    run = _start()
    query("UPDATE scrape_jobs SET products_seen = 9, created = 9 RETURNING 1")
    job = finish(run, Outcome(State.FAILED, ErrorCode.NETWORK, "x"), PROGRESS)
    assert (job.pages_done, job.products_seen) == (3, 9)
    _make_due(job)
    job = must_take().job
    assert (job.pages_done, job.pages_total, job.products_seen, job.created, job.errors) == (0, None, 0, 0, 0)
    first, _ = query("SELECT pages_done, products_seen, created, errors FROM scrape_attempts ORDER BY run")
    assert tuple(first) == (3, 9, 9, 1)


def test_a_job_that_succeeds_at_last_has_no_error():
    job = fail(_start())
    _make_due(job)
    job = finish(must_take().run)
    assert (job.state, job.error_code, job.error_message) == (State.COMPLETED, None, None)


def test_a_shop_that_refuses_is_asked_again_later_at_no_cost_five_times():
    run = _start()
    for earlier in range(5):
        job = fail(run, ErrorCode.RATE_LIMIT, retry_after=100)
        assert (job.state, job.attempt, job.rate_limits) == (State.DELAYED, 0, earlier + 1)
        assert job.run_at > datetime.now(UTC) + timedelta(seconds=90)
        _make_due(job)
        run = must_take().run
    assert fail(run, ErrorCode.RATE_LIMIT).attempt == 1
    assert len({attempt for attempt, _, _ in _story(run.job_id)}) == 1


def test_what_cannot_succeed_fails_at_once():
    assert fail(_start(), ErrorCode.VALIDATION_ERROR).state is State.FAILED


def test_the_error_of_a_failed_job_is_kept_to_a_readable_length_its_end_first():
    job = finish(_start(), Outcome(State.FAILED, ErrorCode.VALIDATION_ERROR, "\0" + "a" * 9000 + "the end"))
    assert job.error_message and len(job.error_message) == 4000 and job.error_message.endswith("the end")


def test_a_failed_job_gets_one_more_attempt_by_hand():
    job = fail(_start(), ErrorCode.VALIDATION_ERROR)
    add()  # its seller waits already
    again = try_again(job.job_id)
    assert (again.state, again.trigger, again.finished_at) == (State.WAITING, Trigger.RETRY, None)
    assert (again.attempt, again.max_attempts) == (1, 2)
    query("UPDATE scrape_jobs SET priority = 9 WHERE job_id = %(id)s RETURNING 1", id=job.job_id)
    assert fail(must_take().run).state is State.FAILED


@pytest.mark.parametrize("state", ["waiting", "active", "completed", "cancelled"])
def test_only_a_failed_job_is_tried_again_by_hand(state: str):
    job = add().job
    query("UPDATE scrape_jobs SET state = %(state)s RETURNING 1", state=state)
    with pytest.raises(NotFailed, match=f"is {state}: only a failed job"):
        try_again(job.job_id)
    with pytest.raises(NoSuchJob):
        try_again("nobody")


# Processes that end.


@pytest.mark.parametrize(
    ("code", "said"), [(1, "ended with exit code 1: last words"), (-9, "was killed by signal 9: last words")]
)
def test_a_process_that_ends_without_an_outcome_has_crashed(code: int, said: str):
    run = _start()
    job = _do(attempts.note_exit, run, code, "last words\n")
    assert (job.state, job.error_code, job.error_message) == (State.DELAYED, ErrorCode.CRASH, f"the process {said}")
    assert query("SELECT exit_code FROM scrape_attempts")[0].exit_code == code


def test_the_exit_code_of_a_process_with_an_outcome_is_noted_and_changes_nothing():
    run = _start()
    finish(run)
    assert _do(attempts.note_exit, run, 1) is None
    assert look(run.job_id).state is State.COMPLETED
    assert query("SELECT exit_code, outcome FROM scrape_attempts")[0] == (1, "completed")


def test_a_process_that_was_told_to_stop_before_it_began_costs_no_attempt():
    job = _do(attempts.note_exit, _start(), -15)
    assert (job.state, job.attempt) == (State.WAITING, 0)


def test_a_run_that_could_not_be_started_is_tried_again_and_frees_its_seller():
    run = _start()
    job = _do(attempts.fail, run, Outcome(State.FAILED, ErrorCode.CRASH, "the log cannot be written"))
    assert job.state is State.DELAYED
    _make_due(job)
    must_take()


# Giving back.


def test_a_released_job_waits_in_its_old_place_and_has_used_no_attempt():
    run = _start()
    add(duplicate=True)
    job = _do(attempts.release, run, PROGRESS)
    assert (job.state, job.attempt, job.pages_done) == (State.WAITING, 0, 3)
    assert _story(job.job_id) == [(1, Ending.RELEASED, None)]
    again = must_take()
    assert again.job.job_id == job.job_id and again.run.run > run.run
    with pytest.raises(Overtaken):
        finish(run)


def test_a_job_that_is_released_while_somebody_wants_it_cancelled_is_cancelled():
    run = _start()
    cancel(run.job_id)
    assert _do(attempts.release, run).state is State.CANCELLED


# Cancelling.


@pytest.mark.parametrize("delay", [0, 60])
def test_a_queued_job_is_cancelled_at_once(delay: int):
    job = add(delay=timedelta(seconds=delay)).job
    answer = cancel(job.job_id)
    assert (answer.before, answer.job.state, answer.job.error_code) == (job.state, State.CANCELLED, ErrorCode.CANCELLED)
    assert answer.job.finished_at and take() is None
    assert query("SELECT last_crawled_at FROM sellers WHERE slug = 'shop'")[0].last_crawled_at is None


def test_a_running_job_stays_active_and_its_seller_busy_until_its_process_has_ended():
    run = _start()
    add(duplicate=True)
    answer = cancel(run.job_id)
    assert (answer.before, answer.job.state, answer.job.cancel_requested) == (State.ACTIVE, State.ACTIVE, True)
    assert take() is None
    assert _do(attempts.beat, run, PROGRESS).cancel_requested
    assert fail(run).state is State.CANCELLED
    must_take()


def test_a_job_that_was_done_before_it_could_be_cancelled_is_completed():
    run = _start()
    cancel(run.job_id)
    assert finish(run, COMPLETED).state is State.COMPLETED


@pytest.mark.parametrize(("code", "how"), [(-9, "was killed by signal 9"), (1, "ended with exit code 1")])
def test_a_cancelled_job_whose_process_died_is_not_tried_again_and_no_crash(code: int, how: str):
    run = _start()
    cancel(run.job_id)
    job = _do(attempts.note_exit, run, code, "Traceback … KeyboardInterrupt")
    assert (job.state, job.error_code) == (State.CANCELLED, ErrorCode.CANCELLED)
    assert job.error_message == f"cancelled; the process {how}"


def test_cancelling_a_finished_or_unknown_job_changes_nothing():
    run = _start()
    finish(run)
    before = look(run.job_id)
    assert cancel(run.job_id).job == before
    with pytest.raises(NoSuchJob, match="no job 'nobody'"):
        cancel("nobody")


# Rescuing.


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("heartbeat_at = now() - interval '121 seconds'", "no sign of life for 00:02:01"),
        ("page_at = now() - interval '31 minutes'", "no page finished for 00:31:00"),
        ("started_at = now() - interval '721 minutes'", "active for 12:01:00"),
    ],
)
def test_a_job_that_is_silent_or_gets_nowhere_or_takes_too_long_has_stalled(change: str, said: str):
    run = _start()
    query(f"UPDATE scrape_jobs SET {change} RETURNING 1")
    (job,) = _do(rescue.rescue_stalled)
    assert (job.job_id, job.state, job.error_code) == (run.job_id, State.DELAYED, ErrorCode.STALLED)
    assert job.error_message == f"Job timeout: {said}"
    assert job.run_at >= datetime.now(UTC) + timedelta(seconds=44)
    with pytest.raises(Overtaken):
        _do(attempts.beat, run, PROGRESS)


def test_a_job_that_is_alive_and_gets_on_is_left_alone():
    run = _start()
    let_time_pass(run.job_id, timedelta(minutes=60))
    _do(attempts.beat, run, PROGRESS)
    assert _do(rescue.rescue_stalled) == []


def test_a_seller_may_allow_its_crawls_more_or_less_time():
    query("UPDATE sellers SET max_minutes = 10 WHERE slug = 'shop' RETURNING 1")
    runs = [_start(), _start("other")]
    query("UPDATE scrape_jobs SET started_at = now() - interval '11 minutes' RETURNING 1")
    assert [job.job_id for job in _do(rescue.rescue_stalled)] == [runs[0].job_id]


def test_of_many_that_look_for_stalled_jobs_one_sees_each():
    runs = [_start(), _start("other")]
    query("UPDATE scrape_jobs SET heartbeat_at = now() - interval '3 minutes' RETURNING 1")
    with ThreadPoolExecutor(6) as threads:
        seen = [job.job_id for jobs in threads.map(lambda _: _do(rescue.rescue_stalled), range(12)) for job in jobs]
    assert sorted(seen) == sorted(run.job_id for run in runs)
    assert all(len(_story(run.job_id)) == 1 for run in runs)


def test_a_job_server_that_starts_finds_the_dead_of_its_own_node_and_no_others(dead_pid: int):
    add_sellers("third", "fourth")
    dead, alive, never_started, elsewhere = (_start(seller) for seller in ("shop", "other", "third", "fourth"))
    for run, pid in ((dead, dead_pid), (alive, 1), (elsewhere, dead_pid)):
        _do(attempts.note_process, run, pid, None)
    query("UPDATE scrape_jobs SET node = 'there' WHERE job_id = %(id)s RETURNING 1", id=elsewhere.job_id)
    query("UPDATE scrape_jobs SET heartbeat_at = now() - interval '7 s' RETURNING 1")
    jobs = _do(rescue.rescue_dead, NODE)
    assert sorted(job.job_id for job in jobs) == sorted([dead.job_id, never_started.job_id])
    assert {job.error_code for job in jobs} == {ErrorCode.CRASH}


def test_a_crawl_that_gives_signs_of_life_is_not_dead_though_its_process_cannot_be_seen_from_here(dead_pid: int):
    run = _start()
    _do(attempts.note_process, run, dead_pid, None)  # its number in another container of the same name
    assert _do(rescue.rescue_dead, NODE) == []
    assert look(run.job_id).state is State.ACTIVE


@pytest.mark.parametrize(
    ("args", "counts"),
    [
        ({}, True),
        ({"mode": "auto", "full": "true"}, True),
        ({"mode": "test"}, False),
        ({"max_pages": "10"}, False),
        ({"start_page": "1", "end_page": "2"}, False),
    ],
)
def test_a_crawl_of_a_few_pages_does_not_stand_for_the_one_that_is_due(args: dict[str, str], counts: bool):
    add(args=args)
    finish(must_take().run)
    (seller,) = query("SELECT last_crawled_at, last_status FROM sellers WHERE slug = 'shop'")
    assert (seller.last_crawled_at is not None, seller.last_status) == (counts, "completed")


def test_a_crawl_by_hand_is_never_queued_again():
    with transaction() as connection:
        run = attempts.start_by_hand(connection, "shop", {})
    assert fail(run, ErrorCode.RATE_LIMIT).state is State.FAILED
    with transaction() as connection:
        run = attempts.start_by_hand(connection, "shop", {})
    query("UPDATE scrape_jobs SET heartbeat_at = now() - interval '3 minutes' WHERE state = 'active' RETURNING 1")
    (job,) = _do(rescue.rescue_stalled)
    assert (job.job_id, job.state) == (run.job_id, State.FAILED)


def test_a_crawl_by_hand_keeps_a_queued_job_of_its_seller_waiting_and_counts_against_the_limit_of_starts():
    add()
    with transaction() as connection:
        run = attempts.start_by_hand(connection, "shop", {})
    assert take() is None
    finish(run)
    assert take(max_per_minute=1) is None
    must_take(max_per_minute=2)


# Numbers.


def test_durations_are_counted_in_the_parts_of_a_histogram_with_the_end_included():
    for seconds in (1, 10, 11, 100_000):
        run = _start()
        with transaction() as connection:
            connection.exec_driver_sql(
                "UPDATE scrape_jobs SET started_at = now() - make_interval(secs => %(s)s) WHERE state = 'active'",
                {"s": seconds},
            )
            attempts.finish(connection, run, PROGRESS, COMPLETED, None)
    rows = query("SELECT up_to, jobs FROM job_durations ORDER BY up_to")
    assert [tuple(row) for row in rows] == [(10, 2), (30, 1), (float("inf"), 1)]
