"""Jobs from their trigger to their end: real crawls of the demo shop, started by a real job server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from database.scratch import scratch_database
from demo.process import Shop, running_shop
from jobserver.process import JobServer
from tests.crawling import query
from tests.serving import schedule, serving_jobs, wait_for, wait_until_finished


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with running_shop(products=60) as shop, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_SHOP_URL", shop.url)
        yield shop


@pytest.fixture(scope="module")
def jobserver(server: URL, template: str, shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JobServer]:
    with (
        scratch_database(server, template),
        serving_jobs(tmp_path_factory.mktemp("jobs"), GOODSEED_HEARTBEAT_SECONDS="0.3") as served,
    ):
        yield served


@pytest.fixture(autouse=True)
def well(shop: Shop) -> None:
    shop.clear_faults()


def slow_down(shop: Shop) -> None:
    """Let a crawl take its time."""
    shop.fault("*", delay=2, times=1000)


def test_a_scheduled_crawl_is_run_and_told_of_everywhere(jobserver: JobServer, shop: Shop):
    job_id = schedule(jobserver, "demo", jobid="whole.story-1", priority="3")
    status = wait_until_finished(jobserver, job_id)
    assert (status["state"], status["percent"], status["products_seen"]) == ("completed", 100.0, 60)
    (listed,) = [job for job in jobserver.get("/listjobs.json").json["finished"] if job["id"] == job_id]
    assert listed["log_url"] == "/logs/goodseed/demo/whole.story-1.log"
    assert listed["start_time"] < listed["end_time"]
    answer = jobserver.get("/api/scraper/status", jobId=job_id).json
    assert answer["success"] is True
    data = answer["data"]
    assert (data["jobId"], data["sellerId"], data["status"], data["progress"]) == (job_id, "demo", "COMPLETED", 100)
    assert (data["productsScraped"], data["productsSaved"], data["priority"], data["trigger"]) == (60, 60, -3, "api")
    assert data["currentPage"] == data["totalPages"] > 0 and data["duration"] > 0
    assert data["createdAt"].endswith("Z") and data["completedAt"].endswith("Z")
    assert query("SELECT count(*) AS number FROM products")[0].number == 60
    (seller,) = [seller for seller in jobserver.get("/sellers.json").json["sellers"] if seller["slug"] == "demo"]
    assert (seller["products"], seller["last_status"]) == (60, "completed")


def test_a_log_is_one_json_object_a_line_with_the_job_and_can_be_read_from_its_end(jobserver: JobServer):
    job_id = schedule(jobserver, "demo", mode="test")
    status = wait_until_finished(jobserver, job_id)
    assert status["state"] == "completed"
    path = f"/logs/goodseed/demo/{job_id}.log"
    whole = jobserver.get(path)
    lines = [json.loads(line) for line in whole.text.splitlines()]
    assert {(line["job_id"], line["seller"]) for line in lines} == {(job_id, "demo")}
    assert all({"timestamp", "level", "logger", "message"} <= set(line) for line in lines)
    assert lines[-1]["message"].startswith("demo: 2 pages, ")
    end = jobserver.get(path, headers={"Range": "bytes=-100"})
    assert (end.status, end.text) == (206, whole.text[-100:])
    assert whole.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_running_job_shows_its_progress_and_its_growing_log(jobserver: JobServer, shop: Shop):
    slow_down(shop)
    job_id = schedule(jobserver, "demo")

    def running() -> dict[str, object] | None:
        jobs: list[dict[str, object]] = jobserver.get("/listjobs.json").json["running"]
        return jobs[0] if jobs and jobs[0]["pages_total"] else None

    job = wait_for(running)
    assert job is not None and (job["id"], job["project"], job["spider"]) == (job_id, "goodseed", "demo")
    assert isinstance(job["pid"], int) and job["log_url"] == f"/logs/goodseed/demo/{job_id}.log"
    assert "Spider opened" in jobserver.get(str(job["log_url"])).text
    jobserver.post("/cancel.json", project="goodseed", job=job_id)
    wait_until_finished(jobserver, job_id)


def test_cancelling_a_running_job_stops_its_crawl_soon_and_frees_its_seller(jobserver: JobServer, shop: Shop):
    slow_down(shop)
    job_id = schedule(jobserver, "demo")
    wait_for(lambda: query("SELECT 1 FROM scrape_jobs WHERE state = 'active' AND pid IS NOT NULL"))
    reply = jobserver.post("/cancel.json", project="goodseed", job=job_id)
    assert reply.json["prevstate"] == "running"
    assert wait_until_finished(jobserver, job_id, 40)["state"] == "cancelled"
    shop.clear_faults()
    again = schedule(jobserver, "demo", mode="test")
    assert wait_until_finished(jobserver, again)["state"] == "completed"


def test_a_failed_job_gets_another_attempt_by_hand(jobserver: JobServer, shop: Shop):
    shop.fault("*", status=404, times=1000)
    job_id = schedule(jobserver, "demo")
    failed = wait_until_finished(jobserver, job_id)
    assert (failed["state"], failed["error_code"]) == ("failed", "VALIDATION_ERROR")
    shop.clear_faults()
    reply = jobserver.post("/retry.json", project="default", job=job_id).json
    assert (reply["status"], reply["jobid"]) == ("ok", job_id)
    assert wait_until_finished(jobserver, job_id)["state"] == "completed"
    done = jobserver.post("/retry.json", project="goodseed", job=job_id).json
    assert done["message"] == f"job {job_id} is completed: only a failed job can be tried again"


def test_each_attempt_has_its_own_log_and_the_jobs_name_leads_to_the_latest(jobserver: JobServer, shop: Shop):
    shop.fault("*", status=404, times=1000)
    job_id = schedule(jobserver, "demo")
    wait_until_finished(jobserver, job_id)
    first = jobserver.get(f"/logs/goodseed/demo/{job_id}.log").text
    shop.clear_faults()
    jobserver.post("/retry.json", project="goodseed", job=job_id)
    wait_until_finished(jobserver, job_id)
    latest = jobserver.get(f"/logs/goodseed/demo/{job_id}.log").text
    assert "the pages are not there any more" in first and "the pages are not there any more" not in latest
    runs = query("SELECT run, log FROM scrape_attempts WHERE job_id = %(job_id)s ORDER BY run", job_id=job_id)
    assert [jobserver.get(f"/logs/goodseed/demo/{job_id}~{row.run}.log").text for row in runs] == [first, latest]
    told = jobserver.get("/status.json", job=job_id).json["attempts"]
    assert [(attempt["outcome"], attempt["error_code"]) for attempt in told] == [
        ("failed", "VALIDATION_ERROR"),
        ("completed", None),
    ]
    assert [attempt["log_url"] for attempt in told] == [f"/logs/goodseed/demo/{job_id}~{row.run}.log" for row in runs]
    assert all(row.log.endswith(f"/{job_id}~{row.run}.log") for row in runs)


def test_a_job_with_a_delay_waits_for_it(jobserver: JobServer):
    reply = jobserver.post_json("/api/scraper/trigger", {"sellerId": "demo", "delay": 1500, "config": {"mode": "test"}})
    assert (reply.status, reply.json["data"]["status"], reply.json["data"]["mode"]) == (201, "DELAYED", "test")
    job_id = reply.json["data"]["jobId"]
    assert wait_until_finished(jobserver, job_id)["state"] == "completed"
    (job,) = query(
        "SELECT started_at >= run_at AS was_due, run_at - created_at AS waited FROM scrape_jobs WHERE job_id = %(id)s",
        id=job_id,
    )
    assert job.was_due and job.waited.total_seconds() == 1.5


def test_a_paused_seller_waits_until_it_is_resumed(jobserver: JobServer):
    jobserver.post("/seller.json", seller="demo", action="pause")
    job_id = schedule(jobserver, "demo", mode="test")
    other = jobserver.get("/status.json", job=job_id).json
    assert other["currstate"] == "pending"
    jobserver.post("/seller.json", seller="demo", action="resume")
    assert wait_until_finished(jobserver, job_id)["state"] == "completed"


def test_the_metrics_count_what_has_ended(jobserver: JobServer):
    wait_until_finished(jobserver, schedule(jobserver, "demo", mode="test"))
    text = jobserver.get("/metrics").text
    assert 'goodseed_jobs_processed_total{outcome="completed",seller="demo"}' in text
    assert 'goodseed_job_duration_seconds_bucket{le="+Inf",outcome="completed",seller="demo"}' in text
    sums = jobserver.get("/metrics", format="json").json
    assert set(sums) == {"jobsProcessed", "jobsFailed", "averageProcessingTime", "productsScraped"}
    assert sums["jobsProcessed"] > 0 and sums["averageProcessingTime"] > 0 and sums["productsScraped"] >= 60


def test_health_tells_the_numbers_of_the_node(jobserver: JobServer):
    health = jobserver.get("/health").json
    assert set(health) == {"status", "uptime", "timestamp", "worker", "memoryUsage", "database", "queue"}
    assert (health["status"], health["database"]) == ("healthy", {"status": "up"})
    assert health["worker"]["slots"] == 5 and health["memoryUsage"]["rss"] > 10


def test_a_crawl_knows_nothing_of_the_servers_password_and_tells_no_arguments_on_its_command_line(
    jobserver: JobServer, shop: Shop
):
    slow_down(shop)
    job_id = schedule(jobserver, "demo", mode="batch", setting="LOG_LEVEL=DEBUG")
    (job,) = wait_for(lambda: query("SELECT pid FROM scrape_jobs WHERE state = 'active' AND pid IS NOT NULL"))
    command = Path(f"/proc/{job.pid}/cmdline").read_text().split("\0")
    assert command[1:5] == ["-m", "jobserver.runner", "crawl", "demo"]
    assert "batch" not in str(command) and "DEBUG" not in str(command)
    assert "SCRAPYD_PASSWORD" not in Path(f"/proc/{job.pid}/environ").read_text()
    jobserver.post("/cancel.json", project="goodseed", job=job_id)
    wait_until_finished(jobserver, job_id)
