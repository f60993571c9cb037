"""Jobs are queued once, claimed in a fair order, and never beyond the limits, whoever does it at the same time."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, NullPool, create_engine

from database.engine import engine
from jobs.new_job import BadJob, NewJob
from jobs.outcome import Outcome
from jobs.queue import Claim, Entry, NoSuchSeller, claim, enqueue
from jobs.states import ErrorCode, State, Trigger
from tests.crawling import query
from tests.queueing import NODE, add, add_sellers, fail, finish, let_time_pass, look, must_take, take

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def sellers(database: object) -> None:
    add_sellers("shop", "other", "third")


@contextmanager
def _connections() -> Iterator[Callable[[], Any]]:
    """Connections beyond those of a process's own pool, each in a transaction."""
    many = create_engine(engine().url, poolclass=NullPool)
    yield many.begin
    many.dispose()


# Putting in.


def test_a_job_waits_with_all_that_was_asked_for():
    new = add(
        job_id="a.b-c_1",
        args={"mode": "test", "max_pages": 3},
        settings={"LOG_LEVEL": "DEBUG"},
        priority=Decimal("-2.5"),
    )
    assert new.is_new and new.job == look("a.b-c_1")
    job = new.job
    assert (job.seller, job.state, job.trigger, job.priority) == ("shop", State.WAITING, Trigger.API, Decimal("-2.5"))
    assert (job.args, job.settings) == ({"mode": "test", "max_pages": 3}, {"LOG_LEVEL": "DEBUG"})
    assert (job.attempt, job.max_attempts, job.run, job.node) == (0, 3, None, None)


def test_a_job_without_an_id_gets_one_that_names_its_seller():
    assert add().job.job_id.startswith("shop-")


def test_the_same_job_id_again_is_the_same_job_whatever_became_of_it():
    first = add(job_id="one")
    assert add(job_id="one").entry is Entry.SAME_ID
    finish(must_take().run)
    again = add("other", job_id="one", duplicate=True)
    assert (again.entry, again.job.job_id, again.job.state) == (Entry.SAME_ID, first.job.job_id, State.COMPLETED)
    assert len(query("SELECT 1 FROM scrape_jobs")) == 1


@pytest.mark.parametrize("state", ["waiting", "delayed", "active"])
def test_a_seller_with_an_unfinished_job_is_not_queued_twice(state: str):
    first = add(delay=timedelta(hours=state == "delayed"))
    if state == "active":
        must_take()
    second = add()
    assert (second.entry, second.job.job_id, second.job.state) == (Entry.SELLER_HAS_ONE, first.job.job_id, state)


@pytest.mark.parametrize("delay", [timedelta(), timedelta(hours=16)])
def test_what_the_schedule_has_planned_gives_way_to_what_somebody_asks_for(delay: timedelta):
    planned = add(trigger=Trigger.SCHEDULE, delay=delay)
    asked = add(trigger=Trigger.CLI, args={"mode": "test"})
    assert asked.is_new and [row.job_id for row in query("SELECT job_id FROM scrape_jobs")] == [asked.job.job_id]
    assert planned.job.job_id != asked.job.job_id
    assert add(trigger=Trigger.SCHEDULE).entry is Entry.SELLER_HAS_ONE, "and the schedule to nobody"


def test_a_planned_crawl_that_has_begun_gives_way_to_nobody():
    add(trigger=Trigger.SCHEDULE)
    claimed = must_take()
    assert add().entry is Entry.SELLER_HAS_ONE
    fail(claimed.run)
    again = add()
    assert (again.entry, again.job.state) == (Entry.SELLER_HAS_ONE, State.DELAYED)


def test_a_seller_is_queued_twice_by_those_who_ask_for_it():
    add()
    assert add(duplicate=True).is_new and add(duplicate=True).is_new
    assert not add().is_new


@pytest.mark.parametrize("ending", ["completed", "failed", "cancelled"])
def test_a_seller_whose_job_has_ended_is_queued_again(ending: str):
    add()
    code = None if ending == "completed" else ErrorCode.VALIDATION_ERROR
    finish(must_take().run, Outcome(State(ending), code))
    assert add().is_new


def test_a_seller_that_is_not_known_cannot_be_queued():
    with pytest.raises(NoSuchSeller, match="there is no seller 'nobody'"):
        add("nobody")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("job_id", "../x"),
        ("job_id", ""),
        ("job_id", "a" * 101),
        ("job_id", "line\n"),
        ("priority", Decimal("NaN")),
        ("priority", float("inf")),
        ("delay", timedelta(seconds=-1)),
        ("priority", Decimal("1e99999")),
        ("delay", timedelta(days=999_999_999)),
        ("max_attempts", 0),
        ("max_attempts", 2**31),
        ("args", {"sources": ["a\0"]}),
        ("settings", {"a\0": 1}),
    ],
)
def test_what_cannot_be_queued_is_refused_with_its_field(field: str, value: Any):
    with pytest.raises(BadJob, match=f"^{field}: ") as caught:
        NewJob("shop", Trigger.API, **{field: value})
    assert caught.value.field == field


@pytest.mark.parametrize("wish", [{"job_id": "the-one"}, {}], ids=["one job id", "one seller"])
def test_of_a_hundred_simultaneous_triggers_exactly_one_makes_a_job(wish: dict[str, Any]):
    barrier = threading.Barrier(25)

    def trigger(_: int) -> tuple[Entry, str]:
        with connections() as connection:
            barrier.wait(30)
            answer = enqueue(connection, NewJob("shop", Trigger.API, **wish))
            return answer.entry, answer.job.job_id

    with _connections() as connections, ThreadPoolExecutor(25) as threads:
        answers = list(threads.map(trigger, range(100)))
    assert Counter(entry for entry, _ in answers)[Entry.NEW] == 1
    (job,) = query("SELECT job_id FROM scrape_jobs")
    assert {job_id for _, job_id in answers} == {job.job_id}


# Taking out.


def test_an_empty_queue_gives_nothing():
    assert take() is None


def test_a_claim_makes_the_job_active_with_a_run_and_an_attempt():
    add()
    taken = must_take()
    job = look(taken.run.job_id)
    assert taken.job == job
    assert (job.state, job.node, job.pid, job.attempt, job.run) == (State.ACTIVE, NODE, None, 1, taken.run.run)
    assert job.started_at == job.heartbeat_at == job.page_at
    (attempt,) = query("SELECT * FROM scrape_attempts")
    assert (attempt.job_id, attempt.run, attempt.node, attempt.started_at) == (
        job.job_id,
        job.run,
        NODE,
        job.started_at,
    )


def test_a_delayed_job_is_taken_when_it_is_due_and_not_before():
    job = add(delay=timedelta(seconds=30)).job
    assert (job.state, take()) == (State.DELAYED, None)
    let_time_pass(job.job_id, timedelta(seconds=31))
    assert must_take().job.job_id == job.job_id


def test_a_paused_seller_is_not_crawled_until_it_is_resumed():
    add()
    query("UPDATE sellers SET is_paused = true WHERE slug = 'shop' RETURNING 1")
    assert take() is None
    query("UPDATE sellers SET is_paused = false RETURNING 1")
    must_take()


def test_a_seller_is_crawled_once_at_a_time_on_whatever_node():
    first, second = add().job, add(duplicate=True).job
    run = must_take().run
    assert run.job_id == first.job_id
    assert take(node="there:6800") is None
    finish(run)
    assert must_take(node="there:6800").job.job_id == second.job_id


def test_a_node_has_no_more_than_its_own_number_of_crawls():
    for seller in ("shop", "other", "third"):
        add(seller)
    runs = [must_take(max_proc=2).run for _ in range(2)]
    assert take(max_proc=2) is None
    must_take(node="there:6800", max_proc=2)
    assert take(max_proc=2) is None
    finish(runs[0])
    add("shop")
    must_take(max_proc=2)


def test_no_more_than_the_limit_are_started_in_a_minute_over_all_nodes():
    for seller in ("shop", "other", "third"):
        add(seller)
    first = must_take(max_per_minute=2)
    finish(first.run)
    must_take(node="there:6800", max_per_minute=2)
    assert take(max_per_minute=2) is None
    let_time_pass(first.job.job_id, timedelta(seconds=61))
    must_take(max_per_minute=2)


def test_the_highest_priority_is_first_and_within_it_the_oldest():
    add("shop", job_id="low", priority=-5)
    add("other", job_id="first")
    add("third", job_id="high", priority=1)
    add("other", job_id="second", duplicate=True)
    order = []
    while taken := take():
        order.append(taken.job.job_id)
        finish(taken.run)
    assert order == ["high", "first", "second", "low"]


def test_within_a_priority_the_seller_whose_last_start_is_longest_ago_is_first():
    for seller in ("third", "shop", "other"):
        add(seller)
        finish(must_take().run)
    for seller in ("other", "shop", "third"):
        add(seller)
    assert [must_take().job.seller for _ in range(3)] == ["third", "shop", "other"]


def test_a_long_backlog_of_one_seller_delays_another_sellers_job_by_one_slot_at_most():
    for _ in range(500):
        add("shop", duplicate=True)
    running = must_take(max_proc=1)
    late = add("other").job
    finish(running.run)
    assert must_take(max_proc=1).job.job_id == late.job_id


def test_an_hour_of_waiting_is_worth_one_step_of_priority():
    old = add("shop", priority=0).job
    query("UPDATE scrape_jobs SET run_at = run_at - interval '61 minutes' RETURNING 1")
    add("other", priority=2)
    middle = add("third", priority=1).job
    assert [must_take().job.priority for _ in range(2)] == [2, 0]
    assert {look(old.job_id).state, look(middle.job_id).state} == {State.ACTIVE, State.WAITING}


def test_an_operators_open_transaction_on_a_seller_delays_that_seller_only():
    add("shop")
    add("other")
    with _connections() as connections, connections() as connection:
        connection.exec_driver_sql("UPDATE sellers SET name = 'New' WHERE slug = 'shop'")
        assert must_take().job.seller == "other"
        assert take() is None
    assert must_take().job.seller == "shop"


def test_many_nodes_at_once_never_start_more_than_allowed_nor_two_crawls_of_one_seller():
    names = [f"shop-{number}" for number in range(20)]
    add_sellers(*names)
    for number in range(200):
        add(names[number % 20], duplicate=True)
    barrier = threading.Barrier(16)

    def grab(connection: Connection, node: str) -> Claim | None:
        barrier.wait(30)
        return claim(connection, node, 3, 17)

    def take_all(place: int) -> list[Claim]:
        taken = []
        for _ in range(8):
            with connections() as connection:
                if found := grab(connection, f"node-{place % 8}"):
                    taken.append(found)
        return taken

    with _connections() as connections, ThreadPoolExecutor(16) as threads:
        claims = [found for taken in threads.map(take_all, range(16)) for found in taken]
    assert len(claims) == len(query("SELECT 1 FROM scrape_attempts")) == 17
    assert len({found.job.seller for found in claims}) == len({found.run.run for found in claims}) == 17
    assert max(Counter(found.job.node for found in claims).values()) <= 3


def test_two_hundred_jobs_of_twenty_sellers_are_each_crawled_once_by_eight_nodes():
    names = [f"shop-{number}" for number in range(20)]
    add_sellers(*names)
    for number in range(200):
        add(names[number % 20], duplicate=True, priority=number % 3)
    crawled: list[tuple[str, str]] = []
    busy: Counter[str] = Counter()
    watch = threading.Lock()
    give_up_at = time.monotonic() + 120

    def work(place: int) -> None:
        while len(crawled) < 200:
            assert time.monotonic() < give_up_at
            with connections() as connection:
                found = claim(connection, f"node-{place}", 2, 0)
            if found is None:
                time.sleep(0.01)
                continue
            with watch:
                busy[found.job.seller] += 1
                assert busy[found.job.seller] == 1
            time.sleep(0.002)
            with watch:
                busy[found.job.seller] -= 1
                crawled.append((found.job.seller, found.job.job_id))
            finish(found.run)

    with _connections() as connections, ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    assert len({job_id for _, job_id in crawled}) == 200
    assert query("SELECT DISTINCT state FROM scrape_jobs")[0].state == "completed"
    assert {row.jobs for row in query("SELECT jobs FROM job_totals")} == {10}


def test_a_claim_that_stops_half_way_is_as_if_it_had_not_been():
    add()
    with engine().connect() as connection, connection.begin() as ours:
        assert claim(connection, NODE, 5, 0)
        ours.rollback()
    assert must_take().job.attempt == 1
