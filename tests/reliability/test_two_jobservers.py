"""Two job servers on one database: jobs of twenty sellers, each run once, in order, within the limits."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from tests.crawling import query
from tests.serving import MANY_SELLERS, schedule, serving_jobs, wait_for


def queue_jobs(sellers: int, jobs: int) -> None:
    """So many jobs of each seller, at once; the last ones of a seller are of the highest priority."""
    query(
        "INSERT INTO scrape_jobs (job_id, seller, state, trigger, duplicate, priority)"
        " SELECT 'job-' || seller || '-' || job, 'shop' || lpad(seller::text, 2, '0'), 'waiting', 'api', true, job"
        " FROM generate_series(1, %(sellers)s) AS seller, generate_series(1, %(jobs)s) AS job RETURNING 1",
        sellers=sellers,
        jobs=jobs,
    )


def all_finished() -> bool:
    return query("SELECT 1 FROM scrape_jobs WHERE state NOT IN ('completed', 'failed', 'cancelled') LIMIT 1") == []


@pytest.fixture
def two(database: URL, tmp_path: Path) -> Any:
    with (
        serving_jobs(tmp_path / "one", **MANY_SELLERS) as one,
        serving_jobs(tmp_path / "two", **MANY_SELLERS) as two,
    ):
        yield one, two


def test_two_hundred_jobs_are_shared_without_a_collision(two: Any):
    queue_jobs(sellers=20, jobs=10)
    wait_for(all_finished, seconds=500)
    outcomes = query("SELECT state, attempt, count(*) AS jobs FROM scrape_jobs GROUP BY 1, 2")
    assert [(row.state, row.attempt, row.jobs) for row in outcomes] == [("completed", 1, 200)]
    nodes = query("SELECT node, count(*) AS jobs FROM scrape_attempts GROUP BY 1")
    assert len(nodes) == 2 and all(row.jobs > 10 for row in nodes), nodes
    overlapping = query(
        "SELECT 1 FROM scrape_attempts AS a JOIN scrape_jobs AS j USING (job_id)"
        " JOIN scrape_jobs AS other ON other.seller = j.seller AND other.job_id <> j.job_id"
        " JOIN scrape_attempts AS b ON b.job_id = other.job_id"
        " WHERE b.started_at >= a.started_at AND b.started_at < a.finished_at"
    )
    assert overlapping == []
    order = query("SELECT seller, array_agg(priority ORDER BY started_at) AS priorities FROM scrape_jobs GROUP BY 1")
    assert all(row.priorities == sorted(row.priorities, reverse=True) for row in order)


def test_a_job_that_one_server_queues_is_noticed_by_the_other_within_a_second(two: Any):
    one, _ = two
    one.process.send_signal(signal.SIGSTOP)  # it can only be the other that starts it
    try:
        query(
            "INSERT INTO scrape_jobs (job_id, seller, state, trigger)"
            " VALUES ('x', 'shop01', 'waiting', 'api') RETURNING 1"
        )
        wait_for(lambda: query("SELECT 1 FROM scrape_attempts"))
    finally:
        one.process.send_signal(signal.SIGCONT)
    (waited,) = query("SELECT extract(epoch FROM started_at - created_at) AS seconds FROM scrape_jobs")
    assert waited.seconds < 5  # half a second between two looks, on a machine that may be busy


def test_no_more_jobs_are_started_in_a_minute_than_allowed_over_both_servers(database: URL, tmp_path: Path):
    limited = {**MANY_SELLERS, "GOODSEED_MAX_JOBS_PER_MINUTE": "7"}
    with serving_jobs(tmp_path / "one", **limited) as one, serving_jobs(tmp_path / "two", **limited) as two:
        for number in range(1, 21):
            schedule(one if number % 2 else two, f"shop{number:02}")
        wait_for(lambda: one.get("/daemonstatus.json").json["finished"] == 7)
        for server in (one, two):  # both are made to look again
            server.post("/seller.json", seller="shop01", action="show")
        status = two.get("/daemonstatus.json").json
        assert (status["pending"], status["running"], status["finished"]) == (13, 0, 7)
