"""A crawl that a job server has claimed takes over its run, gives it back when told to, and writes no other."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from database.engine import transaction
from demo.process import Shop, running_shop
from goodseed_spiders.sellers import register
from goodseed_spiders.spiders.demo import Demo
from jobs import attempts, rescue
from jobs.queue import Claim
from jobs.run import to_environment
from jobs.states import ErrorCode, State
from tests.crawling import ROOT, SCRAPY, query
from tests.queueing import add, cancel, let_time_pass, look, must_take

SLOW = {"DOWNLOAD_DELAY": "0.1"}
# So slow that what is asked for would take minutes to arrive.
CREEPING = {"DOWNLOAD_DELAY": "4"}


@pytest.fixture
def shop(database: URL, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with transaction() as connection:
        register(connection, Demo)
    with running_shop(products=480) as shop:
        monkeypatch.setenv("DEMO_SHOP_URL", shop.url)
        yield shop


def _claim(**wishes: Any) -> Claim:
    add("demo", **{"settings": SLOW, **wishes})
    return must_take()


def _start(claim: Claim, *words: str) -> subprocess.Popen[str]:
    """A process as a launcher starts it: which run it is stands in its environment, all else in the job's row."""
    environment = os.environ | to_environment(claim.run) | {"GOODSEED_LOG_LEVEL": "INFO"}
    return subprocess.Popen(
        [*SCRAPY, "crawl", "demo", *words], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )


@contextmanager
def _crawling(claim: Claim) -> Iterator[subprocess.Popen[str]]:
    """A claimed crawl that has stored something; killed at the end if it still runs."""
    process = _start(claim)
    try:
        _wait(lambda: look(claim.run.job_id).products_seen > 0)
        yield process
    finally:
        process.kill()
        process.wait()


def _wait(condition: Callable[[], bool], seconds: float = 60) -> None:
    give_up_at = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up_at
        time.sleep(0.1)


def _run(claim: Claim, *words: str) -> tuple[int, str]:
    """A claimed crawl to its end: exit code, and what it said."""
    process = _start(claim, *words)
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def _next_attempt(job_id: str) -> Claim:
    """The claim of a job that is to be tried again, as soon as it may be."""
    let_time_pass(job_id, look(job_id).run_at - datetime.now(UTC) + timedelta(seconds=1))
    return must_take()


def _outcomes(job_id: str) -> list[str | None]:
    return [row.outcome for row in query("SELECT outcome FROM scrape_attempts WHERE job_id = %(id)s", id=job_id)]


def _everything() -> list[list[Any]]:
    tables = ("scrape_jobs", "scrape_attempts", "job_totals", "products", "packs", "price_history", "rejects")
    return [query(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]


def _assert_all_is_stored(shop: Shop) -> None:
    stored = sorted(row.url for row in query("SELECT url FROM products WHERE delisted_at IS NULL"))
    assert stored == sorted(product["url"] for product in shop.truth()["products"])


def test_a_claimed_crawl_is_what_its_jobs_row_says_and_makes_no_job_of_its_own(shop: Shop):
    claim = _claim(args={"max_pages": 2}, settings={"LOG_LEVEL": "WARNING", **SLOW})
    code, said = _run(claim)
    assert (code, said) == (0, "")
    (job,) = query("SELECT * FROM scrape_jobs")
    assert (job.state, job.pages_done, job.run, job.attempt) == ("completed", 2, claim.run.run, 1)
    assert job.pid is not None and _outcomes(job.job_id) == ["completed"]


def test_a_claimed_crawl_tells_its_progress_now_and_then(shop: Shop):
    _, said = _run(_claim(), "-s", "LOGSTATS_INTERVAL=1")
    assert " of 31 pages (" in said
    assert " products/min, done about " in said
    assert "pages/min), scraped" not in said


def test_arguments_that_cannot_be_used_fail_the_job_for_good_with_the_reason(shop: Shop):
    claim = _claim(args={"max_pages": "all"})
    code, said = _run(claim)
    job = look(claim.run.job_id)
    assert (code, job.state, job.error_code) == (2, State.FAILED, ErrorCode.VALIDATION_ERROR)
    assert job.error_message and job.error_message.startswith("max_pages: ") and job.error_message in said


def test_a_setting_that_no_job_may_bring_along_fails_the_job_and_is_not_set(shop: Shop, tmp_path: Path):
    claim = _claim(settings={"FEED_URI": str(tmp_path / "taken"), "LOG_FILE": str(tmp_path / "taken")})
    code, said = _run(claim)
    job = look(claim.run.job_id)
    assert (code, job.state, job.error_code) == (2, State.FAILED, ErrorCode.VALIDATION_ERROR)
    assert "'FEED_URI' cannot be set" in said and "cannot be set" in (job.error_message or "")
    assert not (tmp_path / "taken").exists() and shop.requests() == []


def test_a_process_whose_run_was_given_to_another_asks_nothing_of_the_shop(shop: Shop):
    claim = _claim()
    with transaction() as connection:
        attempts.release(connection, claim.run)
    code, said = _run(claim)
    assert (code, shop.requests()) == (1, [])
    assert "is not the current one any more" in said
    assert look(claim.run.job_id).state is State.WAITING


@pytest.mark.parametrize("settings", [SLOW, CREEPING], ids=["slow", "creeping"])
def test_a_claimed_crawl_that_is_told_to_stop_gives_its_job_back_in_time_and_keeps_what_it_has_read(
    shop: Shop, settings: dict[str, str]
):
    claim = _claim(settings=settings)
    with _crawling(claim) as process:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=25)
    job = look(claim.run.job_id)
    assert process.returncode == 0, said
    assert (job.state, job.attempt, _outcomes(job.job_id)) == (State.WAITING, 0, ["released"])
    assert job.products_seen == len(query("SELECT 1 FROM products")) == 16 * job.pages_done - job.rejected
    query('UPDATE scrape_jobs SET settings = \'{"DOWNLOAD_DELAY": "0"}\' RETURNING 1')
    assert _run(must_take())[0] == 0
    assert look(job.job_id).attempt == 1
    _assert_all_is_stored(shop)


@pytest.mark.parametrize("settings", [SLOW, CREEPING], ids=["slow", "creeping"])
def test_a_claimed_crawl_that_somebody_wants_cancelled_ends_as_cancelled(shop: Shop, settings: dict[str, str]):
    claim = _claim(settings=settings)
    with _crawling(claim) as process:
        cancel(claim.run.job_id)
        process.communicate(timeout=25)
    job = look(claim.run.job_id)
    assert (job.state, job.error_code, _outcomes(job.job_id)) == (State.CANCELLED, ErrorCode.CANCELLED, ["cancelled"])


def test_a_process_without_a_current_run_ends_within_half_a_minute_however_much_it_has_asked_for(shop: Shop):
    claim = _claim(settings=CREEPING)
    with _crawling(claim) as process:
        with transaction() as connection:
            attempts.release(connection, claim.run)
        before = _everything()
        process.communicate(timeout=30)
    assert process.returncode == 1
    assert _everything() == before


def test_a_killed_crawl_is_tried_again_and_nothing_is_missing_or_doubled(shop: Shop):
    claim = _claim()
    with _crawling(claim) as process:
        process.kill()
        process.wait()
        with transaction() as connection:
            job = attempts.note_exit(connection, claim.run, process.returncode, "")
    assert job and (job.state, job.error_code) == (State.DELAYED, ErrorCode.CRASH)
    assert _run(_next_attempt(job.job_id))[0] == 0
    job = look(job.job_id)
    assert (job.state, job.attempt, _outcomes(job.job_id)) == (State.COMPLETED, 2, ["failed", "completed"])
    assert job.products_seen == 480
    _assert_all_is_stored(shop)


def test_a_process_that_was_paused_beyond_its_lease_writes_no_row_ends_no_job_and_frees_no_limit(shop: Shop):
    claim = _claim()
    with _crawling(claim) as paused:
        paused.send_signal(signal.SIGSTOP)
        let_time_pass(claim.run.job_id, timedelta(minutes=3))
        _wait(_rescue_stalled)
        follower = _next_attempt(claim.run.job_id)
        with _crawling(follower) as process:
            paused.send_signal(signal.SIGCONT)
            _, said = paused.communicate(timeout=30)
            assert (paused.returncode, look(claim.run.job_id).state) == (1, State.ACTIVE)
            process.communicate(timeout=60)
    assert "is not the current one any more" in said
    assert process.returncode == 0
    job = look(claim.run.job_id)
    assert (job.state, job.run, _outcomes(job.job_id)) == (State.COMPLETED, follower.run.run, ["failed", "completed"])
    assert (job.products_seen, job.created + job.updated + job.unchanged) == (480, 480)
    assert [row.jobs for row in query("SELECT jobs FROM job_totals")] == [1]
    _assert_all_is_stored(shop)


def _rescue_stalled() -> bool:
    """A transaction in which the process was stopped holds its row for up to half a minute."""
    with transaction() as connection:
        return bool(rescue.rescue_stalled(connection))
