"""Whatever is killed while jobs run: every job ends completed once, nothing is missing, and the attempts tell why."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from database import embedded
from database.home import server_folder
from database.schema import require_schema
from demo.process import Shop, running_shop
from jobserver.process import JobServer
from tests.crawling import query
from tests.serving import schedule, serving_jobs, wait_for

PRODUCTS = 60
QUICK = {
    "SCRAPY_SETTINGS_MODULE": "tests.jobserver_sellers.settings",
    "GOODSEED_RETRY_SECONDS": "0.2",
    "GOODSEED_STALLED_RETRY_SECONDS": "0.2",
    "GOODSEED_HEARTBEAT_SECONDS": "0.5",
}
TWO = ["shop01", "shop02"]
FIVE = [f"shop{number:02}" for number in range(1, 6)]


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with running_shop(products=PRODUCTS) as shop, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_SHOP_URL", shop.url)
        yield shop


@pytest.fixture(autouse=True)
def slow(shop: Shop) -> None:
    """Pages take their time, so that crawls can be met while they run."""
    shop.clear_faults()
    shop.clear_requests()
    shop.fault("*", delay=1.5, times=1000)


def start_all(server: JobServer, sellers: list[str], **form: str) -> None:
    """Queue a crawl of each seller, and wait until they all run."""
    for seller in sellers:
        schedule(server, seller, **form)
    wait_for(lambda: len(running()) == len(sellers))


def running() -> list[int]:
    """The processes of the active jobs."""
    return [
        row.pid for row in query("SELECT pid FROM scrape_jobs WHERE state = 'active' AND pid IS NOT NULL ORDER BY 1")
    ]


def all_finished() -> bool:
    return query("SELECT 1 FROM scrape_jobs WHERE state NOT IN ('completed', 'failed', 'cancelled')") == []


def check_everything_is_there(sellers: list[str]) -> None:
    """Every job completed, once; every product of every seller is stored, once."""
    jobs = query("SELECT seller, state, error_message, finished_at FROM scrape_jobs ORDER BY seller")
    assert [(job.seller, job.state) for job in jobs] == [(seller, "completed") for seller in sellers], jobs
    counts = query("SELECT seller, count(*) AS number, count(DISTINCT url) AS urls FROM products GROUP BY 1 ORDER BY 1")
    assert [(row.seller, row.number, row.urls) for row in counts] == [
        (seller, PRODUCTS, PRODUCTS) for seller in sellers
    ]
    totals = query("SELECT seller, outcome, jobs FROM job_totals ORDER BY 1")
    assert [(row.seller, row.outcome, row.jobs) for row in totals] == [(seller, "completed", 1) for seller in sellers]


def attempts(seller: str) -> list[tuple[str | None, str | None]]:
    """How the attempts at a seller's job ended, and why."""
    rows = query(
        "SELECT outcome, a.error_code FROM scrape_attempts AS a JOIN scrape_jobs USING (job_id)"
        " WHERE seller = %(seller)s ORDER BY a.run",
        seller=seller,
    )
    return [(row.outcome, row.error_code) for row in rows]


def exit_codes() -> list[int | None]:
    return [row.exit_code for row in query("SELECT exit_code FROM scrape_attempts ORDER BY run")]


def test_a_killed_crawl_is_tried_again_and_its_end_is_told(shop: Shop, database: URL, tmp_path: Path):
    with serving_jobs(tmp_path, **QUICK) as server:
        start_all(server, ["shop01"])
        os.kill(running()[0], signal.SIGKILL)
        wait_for(all_finished)
    check_everything_is_there(["shop01"])
    assert attempts("shop01") == [("failed", "CRASH"), ("completed", None)]
    assert exit_codes()[0] == -9
    (first, _) = query("SELECT error_message FROM scrape_attempts ORDER BY run")
    assert first.error_message.startswith("the process was killed by signal 9")


def test_crawls_outlive_a_killed_job_server_and_the_next_one_shows_them(shop: Shop, database: URL, tmp_path: Path):
    with serving_jobs(tmp_path, GOODSEED_NODE_NAME="here", **QUICK) as server:
        start_all(server, FIVE)
        before = running()
        server.kill()
        with serving_jobs(tmp_path, GOODSEED_NODE_NAME="here", **QUICK) as following:
            shown = following.get("/listjobs.json").json["running"]
            assert sorted(job["pid"] for job in shown) == before
            schedule(following, "shop06")
            assert following.get("/status.json", job=shown[0]["id"]).json["currstate"] == "running"
            wait_for(all_finished)
    check_everything_is_there([*FIVE, "shop06"])
    assert all(attempts(seller) == [("completed", None)] for seller in FIVE)


def test_a_crawl_that_outlived_its_server_can_be_cancelled_and_its_death_is_seen(
    shop: Shop, database: URL, tmp_path: Path
):
    with serving_jobs(tmp_path, GOODSEED_NODE_NAME="here", **QUICK) as server:
        start_all(server, ["shop01", "shop02"])
        server.kill()
    with serving_jobs(tmp_path, GOODSEED_NODE_NAME="here", **QUICK) as following:
        first, second = following.get("/listjobs.json").json["running"]
        following.post("/cancel.json", project="goodseed", job=first["id"])
        os.kill(second["pid"], signal.SIGKILL)
        wait_for(all_finished)
    assert attempts(first["spider"]) == [("cancelled", "CANCELLED")]
    assert attempts(second["spider"]) == [("failed", "CRASH"), ("completed", None)]


def test_a_job_server_that_is_stopped_gives_its_jobs_back_and_the_next_one_ends_them(
    shop: Shop, database: URL, tmp_path: Path
):
    with serving_jobs(tmp_path, **QUICK) as server:
        start_all(server, TWO)
        assert server.stop() == 0
        jobs = query("SELECT state, attempt, pid FROM scrape_jobs")
        assert {(job.state, job.attempt) for job in jobs} == {("waiting", 0)}
    assert {attempts(seller)[0][0] for seller in TWO} == {"released"}
    with serving_jobs(tmp_path, **QUICK):
        wait_for(all_finished)
    check_everything_is_there(TWO)


def test_a_crawl_that_does_not_stop_in_time_is_killed_and_its_job_waits_again(
    shop: Shop, database: URL, tmp_path: Path
):
    with serving_jobs(tmp_path, GOODSEED_SHUTDOWN_GRACE="1", **QUICK) as server:
        start_all(server, ["shop01"])
        wait_for(shop.requests)
        os.kill(running()[0], signal.SIGSTOP)
        assert server.stop() == 0
    assert attempts("shop01") == [("released", None)] and exit_codes() == [-9]
    (job,) = query("SELECT state, attempt FROM scrape_jobs")
    assert (job.state, job.attempt) == ("waiting", 0)


def test_a_node_that_is_lost_with_its_crawls_leaves_its_jobs_to_another(shop: Shop, database: URL, tmp_path: Path):
    silent = {"GOODSEED_SILENT_SECONDS": "6", "GOODSEED_MAX_ATTEMPTS": "9"}
    with serving_jobs(tmp_path / "lost", **QUICK, **silent) as lost:
        start_all(lost, TWO)
        with serving_jobs(tmp_path / "other", **QUICK, **silent):
            lost.kill()
            for pid in running():
                os.kill(pid, signal.SIGKILL)
            wait_for(all_finished)
    check_everything_is_there(TWO)
    for seller in TWO:  # on a busy machine a crawl may be silent for longer once more
        assert (attempts(seller)[0], attempts(seller)[-1]) == (("failed", "STALLED"), ("completed", None))


def test_a_crawl_that_was_paused_past_its_lease_changes_nothing_when_it_goes_on(
    shop: Shop, database: URL, tmp_path: Path
):
    with serving_jobs(tmp_path, GOODSEED_SILENT_SECONDS="6", GOODSEED_MAX_ATTEMPTS="9", **QUICK) as server:
        start_all(server, ["shop01"])
        (paused,) = running()
        os.kill(paused, signal.SIGSTOP)
        shop.clear_faults()
        wait_for(all_finished)
        told = [
            query(f"SELECT * FROM {table} ORDER BY 1")
            for table in ("scrape_jobs", "products", "price_history", "job_totals")
        ]
        os.kill(paused, signal.SIGCONT)
        wait_for(lambda: exit_codes()[0] is not None)
        check_everything_is_there(["shop01"])
        assert told == [
            query(f"SELECT * FROM {table} ORDER BY 1")
            for table in ("scrape_jobs", "products", "price_history", "job_totals")
        ]
    assert (attempts("shop01")[0], attempts("shop01")[-1]) == (("failed", "STALLED"), ("completed", None))


def kill_database() -> None:
    """Kill the embedded server's first process, as a machine that is out of memory does."""
    os.kill(int((server_folder() / "data" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)


@pytest.mark.parametrize("go_away", [embedded.stop, kill_database], ids=["stopped", "killed"])
def test_a_database_that_is_restarted_while_jobs_run_is_waited_for(
    go_away: Callable[[], object], shop: Shop, private_home: Path, monkeypatch: pytest.MonkeyPatch
):
    require_schema()
    # By its address, so that nobody but this test starts it again.
    monkeypatch.setenv("DATABASE_URL", embedded.url().render_as_string())
    with serving_jobs(private_home, **QUICK) as server:
        start_all(server, FIVE)
        go_away()
        wait_for(lambda: server.get("/health").status == 503)
        refused = server.post("/schedule.json", project="goodseed", spider="shop06").json
        assert refused["status"] == "error" and "the database does not answer" in refused["message"]
        embedded.start()
        wait_for(lambda: server.get("/health").status == 200)
        wait_for(all_finished)
        assert server.is_healthy()
    check_everything_is_there(FIVE)
    embedded.start()
