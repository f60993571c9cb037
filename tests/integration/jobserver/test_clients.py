"""Programs that were written for scrapyd, unchanged: scrapyd-client, and what ScrapydWeb looks for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scrapyd_client import ScrapydClient
from scrapyd_client.exceptions import ErrorResponse

from goodseed_spiders.sellers import declared_sellers
from jobserver.process import JobServer
from tests.crawling import query

# The pattern by which ScrapydWeb 1.6 (views/dashboard/jobs.py) reads the page /jobs.
SCRAPYDWEB_JOB = re.compile(
    r"""<tr>\s*
            <td>(?P<Project>.*?)</td>\s*
            <td>(?P<Spider>.*?)</td>\s*
            <td>(?P<Job>.*?)</td>\s*
            (?:<td>(?P<PID>.*?)</td>\s*)?
            (?:<td>(?P<Start>.*?)</td>\s*)?
            (?:<td>(?P<Runtime>.*?)</td>\s*)?
            (?:<td>(?P<Finish>.*?)</td>\s*)?
            (?:<td>(?P<Log>.*?)</td>\s*)?
            (?:<td>(?P<Items>.*?)</td>\s*)?
            [\w\W]*?
        </tr>""",
    re.VERBOSE,
)


@pytest.fixture(autouse=True)
def paused(idle: JobServer) -> None:
    """Jobs wait."""
    query("DELETE FROM scrape_jobs RETURNING 1")
    query("UPDATE sellers SET is_paused = true RETURNING 1")


@pytest.fixture
def project(idle: JobServer, tmp_path: Path) -> Path:
    """A folder from which scrapyd-client's commands talk to the job server."""
    (tmp_path / "scrapy.cfg").write_text(
        f"[settings]\ndefault = goodseed_spiders.settings\n[deploy]\nurl = {idle.url}/\nproject = goodseed\n"
    )
    return tmp_path


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("scrapyd-client"), *words]
    environment = os.environ | {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_commands_list_and_schedule(project: Path):
    assert run(project, "projects").stdout == "goodseed\n"
    assert run(project, "spiders", "-p", "goodseed").stdout.split() == ["goodseed:", *declared_sellers()]
    scheduled = run(project, "schedule", "-p", "goodseed", "demo", "--arg", "mode=test")
    (job,) = query("SELECT job_id, args FROM scrape_jobs")
    assert scheduled.stdout == f"goodseed / demo => {job.job_id}\n" and job.args == {"mode": "test"}


def test_deploying_is_refused_in_words_and_with_a_failure(project: Path):
    answer = run(project, "deploy")
    assert answer.returncode == 1
    assert "Deploy failed (403)" in answer.stderr and "uploading code is off" in answer.stdout


def test_the_library_understands_every_answer(idle: JobServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    client = ScrapydClient(idle.url)
    assert client.projects() == ["goodseed"] and client.versions("goodseed") == []
    assert client.spiders("goodseed", "dem*") == ["demo"]
    job_id = client.schedule("goodseed", "demo", [("setting", "LOG_LEVEL=DEBUG"), ("mode", "test")])
    assert client.status(job_id)["currstate"] == "pending"
    assert [job["id"] for job in client.jobs("goodseed")["pending"]] == [job_id]
    assert client.daemonstatus()["pending"] == 1
    assert client.cancel("goodseed", job_id)["prevstate"] == "pending"
    with pytest.raises(ErrorResponse, match="spider 'nobody' not found"):
        client.schedule("goodseed", "nobody")
    with pytest.raises(ErrorResponse, match="uploading code is off"):
        client.delproject("goodseed")


def test_scrapydweb_finds_every_job_on_the_page_of_jobs(idle: JobServer):
    query(
        "INSERT INTO scrape_jobs"
        " (job_id, seller, state, trigger, run, pid, started_at, finished_at, heartbeat_at, page_at)"
        " VALUES ('p', 'demo', 'waiting', 'api', NULL, NULL, NULL, NULL, NULL, NULL),"
        " ('r', 'beaverseed', 'active', 'api', 1, 77, now(), NULL, now(), now()),"
        " ('f', 'sonomaseeds', 'completed', 'api', 2, 78, now() - interval '5 s', now(), now(), now()) RETURNING 1"
    )
    page = idle.get("/jobs").text
    assert "<h1>Jobs</h1>" in page
    jobs = [
        match.groupdict() for match in SCRAPYDWEB_JOB.finditer(re.sub(r"<thead>.*?</thead>", "", page, flags=re.DOTALL))
    ]
    told = [
        (job["Project"], job["Spider"], job["Job"], job["PID"], bool(job["Start"]), bool(job["Finish"])) for job in jobs
    ]
    assert told == [
        ("goodseed", "demo", "p", "", False, False),
        ("goodseed", "beaverseed", "r", "77", True, False),
        ("goodseed", "sonomaseeds", "f", "", True, True),
    ]
    assert jobs[2]["Runtime"] == "0:00:05"


def test_the_first_page_shows_jobs_and_sellers_and_escapes_what_shops_say(idle: JobServer):
    query(
        "INSERT INTO scrape_jobs (job_id, seller, state, trigger, finished_at, error_code, error_message)"
        " VALUES ('f', 'demo', 'failed', 'api', now(), 'NETWORK', '<script>alert(1)</script>') RETURNING 1"
    )
    reply = idle.get("/")
    assert reply.status == 200 and reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    assert all(seller in reply.text for seller in declared_sellers())
    assert "<script>" not in reply.text and "&lt;script&gt;alert(1)" in reply.text


def test_its_buttons_do_what_they_say_and_lead_back(idle: JobServer):
    reply = idle.post("/orders", action="resume", target="demo")
    assert reply.status == 200 and "<h1>Job server</h1>" in reply.text  # the page that it leads to
    assert query("SELECT is_paused FROM sellers WHERE slug = 'demo'")[0].is_paused is False
    idle.post("/orders", action="pause", target="demo")
    idle.post("/orders", action="crawl", target="demo")
    (job,) = query("SELECT job_id, trigger FROM scrape_jobs")
    assert job.trigger == "dashboard"
    idle.post("/orders", action="cancel", target=job.job_id)
    assert query("SELECT state FROM scrape_jobs")[0].state == "cancelled"
    refused = idle.post("/orders", action="retry", target=job.job_id)
    assert refused.status == 400 and "only a failed job can be tried again" in refused.text


def test_behind_a_prefix_the_links_have_it(idle: JobServer):
    page = idle.get("/", headers={"X-Forwarded-Prefix": "/workers"}).text
    assert 'href="/workers/jobs"' in page and 'action="/workers/orders"' in page
