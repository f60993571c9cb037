"""Clean-up removes what is old, all of it, and nothing else."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from database.engine import transaction
from emails.new_email import read_new_email
from emails.outbox import queue
from jobs.new_job import NewJob
from jobs.queue import enqueue
from jobs.states import Trigger
from scheduler.cleanup import clean_up
from scheduler.outcome import Done
from tests.crawling import query
from tests.selling import add_seller, crawl_once, product

pytestmark = pytest.mark.usefixtures("database")

OLD_JOBS = """
    INSERT INTO scrape_jobs (job_id, seller, state, trigger, attempt, created_at, started_at, finished_at)
    SELECT %(state)s || '-' || %(days)s || '-' || n, %(seller)s, %(state)s, 'schedule', 1, at, at, at
    FROM generate_series(1, %(count)s) AS n,
        LATERAL (SELECT now() - make_interval(days => %(days)s) - n * interval '1 s' AS at) AS moment
    RETURNING job_id
"""


@pytest.fixture(autouse=True)
def seller(database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    add_seller()


def _add_jobs(state: str, days: int, count: int = 1, seller: str = "bench") -> None:
    query(OLD_JOBS, state=state, days=days, count=count, seller=seller)


def _removed(done: Done) -> dict[str, int]:
    return {name: count for name, count in done.facts["removed"].items() if count}


def _jobs() -> set[str]:
    return {row.job_id for row in query("SELECT job_id FROM scrape_jobs")}


def test_jobs_go_when_they_are_older_than_their_state_is_kept_for():
    for state in ("completed", "cancelled", "failed"):
        for days in (6, 8, 29, 31):
            _add_jobs(state, days)
    done = clean_up()
    assert _removed(done) == {"completed_jobs": 6, "failed_jobs": 1}
    assert _jobs() == {"completed-6-1", "cancelled-6-1", "failed-6-1", "failed-8-1", "failed-29-1"}
    assert done.trouble is None
    assert _removed(clean_up()) == {}


def test_unfinished_jobs_stay_however_old_they_are():
    with transaction() as connection:
        enqueue(connection, NewJob("bench", Trigger.API, job_id="old"))
    query("UPDATE scrape_jobs SET created_at = now() - interval '90 days' RETURNING job_id")
    assert _removed(clean_up()) == {}


def test_of_each_seller_only_so_many_finished_jobs_stay_the_newest(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GOODSEED_KEEP_JOBS_PER_SELLER", "3")
    add_seller("other", "Other")
    _add_jobs("completed", 2, 3)
    _add_jobs("cancelled", 1, 2)
    _add_jobs("failed", 3, 2)
    _add_jobs("completed", 4, 2, seller="other")
    assert _removed(clean_up(dry_run=True)) == {"jobs_beyond_limit": 2}
    assert _removed(clean_up()) == {"jobs_beyond_limit": 2}
    assert _jobs() == {
        *("cancelled-1-1", "cancelled-1-2", "completed-2-1"),
        *("failed-3-1", "failed-3-2", "completed-4-1", "completed-4-2"),
    }


def test_what_a_job_counted_stays_counted_and_the_prices_it_saw_stay():
    run = crawl_once(product())
    query(
        "UPDATE scrape_jobs SET created_at = now() - interval '9 days', finished_at = now() - interval '8 days'"
        " RETURNING job_id"
    )
    assert _removed(clean_up()) == {"completed_jobs": 1}
    assert query("SELECT job_id FROM price_history") == [(None,)]
    assert query("SELECT jobs, removed FROM job_totals") == [(1, 1)], run


def test_logs_go_with_their_jobs(tmp_path: Path):
    log, other = tmp_path / "old.log", tmp_path / "young.log"
    for file in (log, other):
        file.write_text("…")
    _add_jobs("completed", 8)
    _add_jobs("completed", 2)
    query(
        "INSERT INTO scrape_attempts (job_id, run, attempt, log) VALUES ('completed-8-1', 1, 1, %(log)s),"
        " ('completed-2-1', 2, 1, %(other)s) RETURNING id",
        log=str(log),
        other=str(other),
    )
    assert _removed(clean_up()) == {"completed_jobs": 1, "logs": 1}
    assert (log.exists(), other.exists()) == (False, True)


def test_old_rejects_and_sent_mails_go():
    query(
        "INSERT INTO rejects (seller, reason, raw, rejected_at) SELECT 'bench', 'no price', '{}',"
        " now() - make_interval(days => d) FROM unnest(ARRAY[1, 13, 15, 40]) AS d RETURNING id"
    )
    with transaction() as connection:
        for _ in range(3):
            queue(connection, read_new_email({"type": "USER_WELCOME", "recipient": "me@example.org"}))
    query("UPDATE emails SET created_at = now() - interval '50 days' RETURNING id")
    sent = "UPDATE emails SET state = 'sent', sent_at = now() - %(age)s::interval WHERE id = %(id)s RETURNING id"
    for row, days in zip(query("SELECT id FROM emails ORDER BY id LIMIT 2"), (29, 31), strict=True):
        query(sent, id=row.id, age=f"{days} days")
    assert _removed(clean_up(dry_run=True)) == _removed(clean_up()) == {"rejects": 2, "emails": 1}


def test_mails_that_were_given_up_go_too():
    with transaction() as connection:
        for _ in range(2):
            queue(connection, read_new_email({"type": "USER_WELCOME", "recipient": "me@example.org"}))
    query("UPDATE emails SET state = 'failed', created_at = now() - interval '31 days' WHERE id = 1 RETURNING id")
    query("UPDATE emails SET state = 'failed', created_at = now() - interval '29 days' WHERE id = 2 RETURNING id")
    assert _removed(clean_up(dry_run=True)) == _removed(clean_up()) == {"emails": 1}


def test_alerts_that_nobody_has_said_yes_to_and_those_that_were_stopped_go():
    query(
        "INSERT INTO alerts (email, strain, kinds, created_at, confirmed_at, unsubscribed_at)"
        " SELECT 'me@example.org', 'Haze', '{PRICE_DROP}', long_ago, yes, CASE WHEN yes IS NOT NULL THEN no END"
        " FROM unnest(ARRAY[6, 8]) AS d, LATERAL (SELECT now() - make_interval(days => d) AS long_ago) AS moment,"
        " unnest(ARRAY[NULL, now()]) AS yes, unnest(ARRAY[NULL, long_ago]) AS no RETURNING id"
    )
    assert len(query("SELECT 1 FROM alerts")) == 8
    assert _removed(clean_up(dry_run=True)) == _removed(clean_up()) == {"ended_alerts": 3}


def test_a_dry_run_tells_what_would_go_and_leaves_it():
    _add_jobs("completed", 8, 3)
    before = _jobs()
    assert _removed(clean_up(dry_run=True)) == {"completed_jobs": 3}
    assert _jobs() == before


def test_many_jobs_go_in_many_small_batches():
    _add_jobs("completed", 8, 4000)
    assert _removed(clean_up()) == {"completed_jobs": 4000}


def test_when_the_time_is_over_the_rest_is_left_and_said():
    _add_jobs("completed", 8, 10)
    done = clean_up(seconds=0)
    assert done.trouble is not None and "the rest goes next time" in done.trouble
    assert len(_jobs()) == 10


def test_two_at_once_remove_everything_once():
    _add_jobs("completed", 8, 3000)
    counts: list[int] = []
    workers = [
        threading.Thread(target=lambda: counts.append(_removed(clean_up()).get("completed_jobs", 0))) for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    clean_up()
    assert _jobs() == set()
    assert sum(counts) <= 3000
