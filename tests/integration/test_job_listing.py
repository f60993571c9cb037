"""Jobs are listed, the newest first, and counted, without looking at all of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from database.engine import transaction
from jobs import totals
from jobs.job import Job
from jobs.listing import BadCursor, Selection, find, list_jobs
from jobs.outcome import Outcome
from jobs.states import ErrorCode, State
from tests.crawling import query
from tests.queueing import add, add_sellers, fail, finish, let_time_pass, must_take, try_again

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def sellers(database: object) -> None:
    add_sellers("shop", "other")


def _list(**selection: object) -> list[str]:
    with transaction() as connection:
        return [job.job_id for job in list_jobs(connection, Selection(**selection)).jobs]


def _end(seller: str, job_id: str, state: State = State.COMPLETED) -> Job:
    add(seller, job_id=job_id)
    return finish(must_take().run, Outcome(state, None if state is State.COMPLETED else ErrorCode.VALIDATION_ERROR))


def _count() -> dict[State, int]:
    with transaction() as connection:
        return {state: count for state, count in totals.count_states(connection).items() if count}


def test_a_job_is_found_by_its_id_or_not_at_all():
    job = add(job_id="one").job
    with transaction() as connection:
        assert find(connection, "one") == job
        assert find(connection, "two") is find(connection, "../one\0") is None


def test_jobs_are_listed_by_state_seller_and_time_the_newest_first():
    _end("shop", "a")
    _end("other", "b", State.FAILED)
    _end("shop", "c", State.CANCELLED)
    add("other", job_id="d")
    let_time_pass("a", timedelta(hours=2))
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    assert _list() == ["d", "c", "b", "a"]
    assert _list(states=[State.COMPLETED, State.FAILED]) == ["b", "a"]
    assert _list(seller="shop") == ["c", "a"]
    assert _list(since=hour_ago) == ["d", "c", "b"]
    assert _list(until=hour_ago) == ["a"]
    assert _list(seller="shop", states=[State.FAILED]) == []


def test_a_cursor_leads_through_all_pages_though_jobs_are_added_meanwhile():
    names = [f"job-{number:02}" for number in range(23)]
    for name in names:
        add(job_id=name, duplicate=True)
    query("UPDATE scrape_jobs SET created_at = date_trunc('minute', created_at) RETURNING 1")  # all at once
    seen: list[str] = []
    cursor = None
    while True:
        with transaction() as connection:
            page = list_jobs(connection, cursor=cursor, limit=5)
        seen += [job.job_id for job in page.jobs]
        add(job_id=f"later-{len(seen)}", duplicate=True)
        cursor = page.cursor
        if cursor is None:
            break
    assert seen == names[::-1]


@pytest.mark.parametrize("cursor", ["x", "1~", "nan~a", "~", "1e99~a", "-5~\0", "1~../a"])
def test_a_cursor_of_somebody_elses_making_is_refused(cursor: str):
    with transaction() as connection, pytest.raises(BadCursor, match=r"^cursor: "):
        list_jobs(connection, cursor=cursor)


def test_states_are_counted():
    _end("shop", "a")
    _end("shop", "b", State.FAILED)
    _end("other", "c")
    add("shop")
    add("other", delay=timedelta(hours=1))
    assert _count() == {State.COMPLETED: 2, State.FAILED: 1, State.WAITING: 1, State.DELAYED: 1}
    must_take()
    assert _count()[State.ACTIVE] == 1


def test_a_failed_job_that_is_tried_again_is_counted_as_what_it_is_now():
    job = _end("shop", "a", State.FAILED)
    try_again(job.job_id)
    assert _count() == {State.WAITING: 1}
    fail(must_take().run, ErrorCode.VALIDATION_ERROR)
    assert _count() == {State.FAILED: 1}


def test_cleaning_up_lowers_the_counts_of_states_and_no_total():
    for number in range(3):
        _end("shop", f"a{number}")
    query("DELETE FROM scrape_jobs WHERE job_id <> 'a0' RETURNING 1")
    assert _count() == {State.COMPLETED: 1}
    with transaction() as connection:
        (total,) = totals.list_totals(connection)
        durations = totals.list_durations(connection)
    assert (total.seller, total.outcome, total.jobs) == ("shop", State.COMPLETED, 3)
    assert [(part.up_to, part.jobs) for part in durations] == [(10, 3)]


def test_the_age_of_the_queue_is_that_of_the_job_which_is_due_longest():
    with transaction() as connection:
        assert totals.find_oldest_waiting(connection) is None
    first, _ = add().job, add("other").job
    add(delay=timedelta(hours=1), duplicate=True)
    with transaction() as connection:
        assert totals.find_oldest_waiting(connection) == first.run_at
