"""Whatever goes wrong when a crawl is to be started: its attempt has failed, and the slot takes the next job."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from tests.crawling import ROOT, query
from tests.serving import MANY_SELLERS, schedule, serving_jobs, wait_for, wait_until_finished

WAITING = (
    "INSERT INTO scrape_jobs (job_id, seller, state, trigger)"
    " VALUES (%(job_id)s, %(seller)s, 'waiting', 'api') RETURNING 1"
)
ONE_SLOT = {**MANY_SELLERS, "GOODSEED_MAX_PROC": "1", "GOODSEED_RETRY_SECONDS": "0.05"}


def test_a_process_table_that_is_full_costs_attempts_and_no_slot(database: URL, tmp_path: Path):
    configuration = tmp_path / "home" / ".scrapyd.conf"  # scrapyd reads it after the project's own
    configuration.parent.mkdir()
    configuration.write_text("[scrapyd]\napplication = tests.jobserver_sellers.faulty.application\n")
    with serving_jobs(tmp_path, HOME=str(configuration.parent), PYTHONPATH=str(ROOT), **ONE_SLOT) as server:
        job_id = schedule(server, "shop01")
        assert wait_until_finished(server, job_id)["state"] == "completed"
    first, second, third = query("SELECT outcome, error_code, error_message FROM scrape_attempts ORDER BY run")
    assert (first.outcome, second.outcome, third.outcome) == ("failed", "failed", "completed")
    assert (
        first.error_message == "it could not be started: BlockingIOError: [Errno 11] Resource temporarily unavailable"
    )


def make_unwritable(home: Path) -> None:
    """Where the seller's logs would go there is a file, at which root's rights do not help."""
    folder = home / "logs" / "goodseed"
    folder.mkdir(parents=True)
    (folder / "shop01").write_text("in the way")


def leave_writable(home: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("prepare", "runner", "said"),
    [
        (make_unwritable, "tests.jobserver_sellers.runner", "it could not be started: "),
        (leave_writable, "jobserver.missing", "No module named jobserver.missing"),
        (leave_writable, "tests.jobserver_sellers.dies", "MemoryError: no more room"),
    ],
    ids=["log", "runner", "crash"],
)
def test_a_crawl_that_cannot_start_fails_with_the_reason_and_frees_its_slot(
    database: URL, tmp_path: Path, prepare: Callable[[Path], None], runner: str, said: str
):
    prepare(tmp_path)
    with serving_jobs(tmp_path, **ONE_SLOT | {"GOODSEED_RUNNER": runner}) as server:
        failed = wait_until_finished(server, schedule(server, "shop01"))
        assert (failed["state"], failed["error_code"], failed["attempt"]) == ("failed", "CRASH", 3)
        assert said in failed["error_message"]
        wait_for(lambda: server.get("/health").json["worker"]["running"] == 0)
        assert wait_until_finished(server, schedule(server, "shop02"))["attempt"] > 0
    assert query("SELECT 1 FROM scrape_attempts WHERE finished_at IS NULL") == []


def test_a_seller_that_is_not_in_the_code_any_more_fails_and_frees_its_slot(database: URL, tmp_path: Path):
    with serving_jobs(tmp_path, **ONE_SLOT | {"GOODSEED_RUNNER": "jobserver.runner"}) as server:
        query(
            "INSERT INTO sellers (slug, name, homepage_url, platform, currency)"
            " VALUES ('gone', 'Gone', 'https://gone.example/', 'seed_card', 'CAD') RETURNING 1"
        )
        query(WAITING, job_id="g", seller="gone")
        failed = wait_until_finished(server, "g")
        assert (failed["state"], failed["error_code"]) == ("failed", "VALIDATION_ERROR")
        assert "unknown seller 'gone'" in failed["error_message"]


def test_a_hundred_triggers_at_once_with_one_id_are_one_job(database: URL, tmp_path: Path):
    with serving_jobs(tmp_path, **MANY_SELLERS) as server, ThreadPoolExecutor(50) as threads:
        body = {"sellerId": "shop01", "jobId": "only-one"}
        replies = list(threads.map(lambda _: server.post_json("/api/scraper/trigger", body), range(100)))
        assert sorted(reply.status for reply in replies) == [200] * 99 + [201]
        assert {reply.json["data"]["jobId"] for reply in replies} == {"only-one"}
        wait_until_finished(server, "only-one")
    assert len(query("SELECT 1 FROM scrape_jobs")) == len(query("SELECT 1 FROM scrape_attempts")) == 1


def test_a_backlog_of_one_seller_delays_another_sellers_job_by_one_slot(database: URL, tmp_path: Path):
    with serving_jobs(tmp_path, **ONE_SLOT) as server:
        # One statement, so that the five hundred are there before the first is started.
        query(
            "INSERT INTO scrape_jobs (job_id, seller, state, trigger, duplicate)"
            " SELECT 'backlog-' || number, 'shop01', 'waiting', 'api', true FROM generate_series(1, 500) AS number"
            " RETURNING 1"
        )
        wait_for(lambda: query("SELECT 1 FROM scrape_attempts"))
        job_id = schedule(server, "shop02")
        wait_until_finished(server, job_id)
    (started,) = query(
        "SELECT count(*) AS number FROM scrape_attempts WHERE started_at BETWEEN"
        " (SELECT created_at FROM scrape_jobs WHERE seller = 'shop02')"
        " AND (SELECT started_at FROM scrape_jobs WHERE seller = 'shop02') AND job_id <> %(job_id)s",
        job_id=job_id,
    )
    assert started.number <= 1
