"""How far a job is, worked out from its row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jobs.pace import describe, measure, percent
from jobs.states import State
from tests.made_jobs import make_job

START = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
ACTIVE = make_job(state=State.ACTIVE, started_at=START)


@pytest.mark.parametrize(
    ("done", "total", "said"), [(0, 10, 0), (1, 3, 33.3), (10, 10, 100), (12, 10, 100), (5, None, None), (0, 0, None)]
)
def test_percent_is_the_share_of_pages_that_are_done(done: int, total: int | None, said: float | None):
    assert percent(replace(ACTIVE, pages_done=done, pages_total=total)) == said


def test_a_completed_job_is_done_however_many_pages_the_shop_had_told():
    assert percent(replace(ACTIVE, state=State.COMPLETED, pages_done=2, pages_total=40)) == 100


def test_rates_and_the_end_follow_from_the_time_since_the_start():
    job = replace(ACTIVE, pages_done=10, pages_total=40, products_seen=160)
    pace = measure(job, START + timedelta(minutes=2))
    assert (pace.percent, pace.seconds, pace.pages_per_minute, pace.products_per_minute) == (25, 120, 5, 80)
    assert pace.ends_at == START + timedelta(minutes=8)


def test_a_job_that_has_just_started_has_no_rate_and_no_end():
    pace = measure(ACTIVE, START)
    assert (pace.pages_per_minute, pace.products_per_minute, pace.ends_at) == (None, None, None)


def test_a_finished_job_took_its_time_and_has_no_end_to_come():
    job = replace(ACTIVE, state=State.FAILED, pages_done=5, pages_total=10, finished_at=START + timedelta(seconds=60))
    pace = measure(job, START + timedelta(days=1))
    assert (pace.seconds, pace.pages_per_minute, pace.ends_at) == (60, 5, None)


def test_a_waiting_job_has_taken_no_time():
    assert measure(make_job(), START).seconds == 0


def test_the_line_for_people_says_all_of_it():
    job = replace(ACTIVE, pages_done=10, pages_total=40, products_seen=160)
    assert describe(job, START + timedelta(minutes=2)) == (
        "10 of 40 pages (25%), 160 products, 5.0 pages/min, 80 products/min, done about 12:08:00 UTC"
    )
    assert describe(ACTIVE, START) == "0 of ? pages, 0 products"
