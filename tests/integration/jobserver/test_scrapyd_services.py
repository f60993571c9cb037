"""scrapyd's own services: requests, answers and messages are those of scrapyd 1.6."""

from __future__ import annotations

import pytest

from goodseed_spiders.sellers import declared_sellers
from jobserver.process import JobServer
from tests.crawling import query
from tests.serving import schedule

STANDARD = {
    "daemonstatus": "GET",
    "listjobs": "GET",
    "listprojects": "GET",
    "listspiders": "GET",
    "listversions": "GET",
    "status": "GET",
    "addversion": "POST",
    "cancel": "POST",
    "delproject": "POST",
    "delversion": "POST",
    "schedule": "POST",
}


@pytest.fixture(autouse=True)
def paused(idle: JobServer) -> None:
    """No job of an earlier test is there, and none of this one is started."""
    query("DELETE FROM scrape_jobs RETURNING 1")
    query("UPDATE sellers SET is_paused = true RETURNING 1")


def said(reply: dict[str, object]) -> dict[str, object]:
    """An answer without the name of the node."""
    assert reply.pop("node_name")
    return reply


@pytest.mark.parametrize(("service", "method"), STANDARD.items())
def test_options_tell_the_methods_with_204_and_no_body(idle: JobServer, service: str, method: str):
    reply = idle.ask("OPTIONS", f"/{service}.json")
    assert (reply.status, reply.text) == (204, "")
    assert reply.headers["Allow"] == f"OPTIONS, HEAD, {method}"


def test_every_answer_is_one_line_of_json_with_the_nodes_name(idle: JobServer):
    reply = idle.get("/daemonstatus.json")
    assert reply.text.endswith("}\n") and reply.text.count("\n") == 1
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.json["node_name"].endswith(f":{idle.port}")


def test_no_answer_invites_other_sites_to_read_it(idle: JobServer):
    for method in ("GET", "OPTIONS"):
        assert not [name for name in idle.ask(method, "/daemonstatus.json").headers if name.startswith("Access-")]


def test_head_is_a_get_without_its_body(idle: JobServer):
    reply = idle.ask("HEAD", "/daemonstatus.json")
    assert (reply.status, reply.text) == (200, "")


def test_daemonstatus_counts_jobs_as_scrapyd_does(idle: JobServer):
    assert said(idle.get("/daemonstatus.json").json) == {"status": "ok", "running": 0, "pending": 0, "finished": 0}
    schedule(idle, "demo")
    assert said(idle.get("/daemonstatus.json").json) == {"status": "ok", "running": 0, "pending": 1, "finished": 0}


def test_there_is_one_project_whose_other_name_is_default(idle: JobServer):
    assert said(idle.get("/listprojects.json").json) == {"status": "ok", "projects": ["goodseed"]}
    sellers = {"status": "ok", "spiders": list(declared_sellers())}
    assert said(idle.get("/listspiders.json", project="goodseed").json) == sellers
    assert said(idle.get("/listspiders.json", project="default").json) == sellers


@pytest.mark.parametrize("project", ["goodseed", "nonexistent"])
def test_there_are_no_versions_of_uploaded_code(idle: JobServer, project: str):
    assert said(idle.get("/listversions.json", project=project).json) == {"status": "ok", "versions": []}


def test_scheduling_answers_with_the_jobs_id(idle: JobServer):
    reply = idle.post(
        "/schedule.json", project="default", spider="demo", jobid="my-1", setting="LOG_LEVEL=DEBUG", mode="test"
    )
    assert said(reply.json) == {"status": "ok", "jobid": "my-1"}
    (job,) = query("SELECT * FROM scrape_jobs")
    assert (job.job_id, job.seller, job.trigger) == ("my-1", "demo", "api")
    assert (job.settings, job.args) == ({"LOG_LEVEL": "DEBUG"}, {"mode": "test"})


def test_a_job_without_a_name_gets_one(idle: JobServer):
    assert schedule(idle, "demo").startswith("demo-")


def test_the_same_id_twice_is_one_job(idle: JobServer):
    schedule(idle, "demo", jobid="twice")
    reply = idle.post("/schedule.json", project="goodseed", spider="demo", jobid="twice")
    assert said(reply.json) == {"status": "ok", "jobid": "twice", "duplicate": True}
    assert len(query("SELECT * FROM scrape_jobs")) == 1


def test_a_seller_that_waits_is_not_queued_twice_unless_asked(idle: JobServer):
    first = schedule(idle, "demo")
    again = idle.post("/schedule.json", project="goodseed", spider="demo")
    assert said(again.json) == {"status": "ok", "jobid": first, "duplicate": True}
    asked = idle.post("/schedule.json", project="goodseed", spider="demo", duplicate="allow")
    assert "duplicate" not in asked.json and asked.json["jobid"] != first


def test_a_pending_job_is_listed_as_scrapyd_lists_it_with_our_state_besides(idle: JobServer):
    schedule(idle, "demo", jobid="my-1", setting="LOG_LEVEL=DEBUG", max_pages="3", priority="2")
    listed = said(idle.get("/listjobs.json", project="goodseed").json)
    assert listed["running"] == listed["finished"] == []
    (job,) = listed["pending"]  # type: ignore[misc]
    scrapyds = ("id", "project", "spider", "version", "settings", "args")
    assert {key: job[key] for key in scrapyds} == {
        "id": "my-1",
        "project": "goodseed",
        "spider": "demo",
        "version": None,
        "settings": {"LOG_LEVEL": "DEBUG"},
        "args": {"max_pages": "3"},
    }
    assert (job["state"], job["attempt"], job["max_attempts"], job["priority"]) == ("waiting", 0, 3, 2.0)


def test_without_jobs_the_lists_are_empty_whatever_the_project_is_called(idle: JobServer):
    nothing = {"status": "ok", "pending": [], "running": [], "finished": []}
    for query_ in ({}, {"project": "goodseed"}, {"project": "default"}):
        assert said(idle.get("/listjobs.json", **query_).json) == nothing


def test_pending_jobs_are_listed_in_the_order_of_the_queue(idle: JobServer):
    for seller, priority in (("beaverseed", 0), ("demo", 5), ("sonomaseeds", -1)):
        schedule(idle, seller, priority=str(priority))
    pending = idle.get("/listjobs.json").json["pending"]
    assert [job["spider"] for job in pending] == ["demo", "beaverseed", "sonomaseeds"]


def test_the_status_of_a_pending_job_is_told_with_its_progress(idle: JobServer):
    schedule(idle, "demo", jobid="my-1")
    for asked in ({"job": "my-1"}, {"job": "my-1", "project": "default"}):
        status = idle.get("/status.json", **asked).json
        assert (status["status"], status["currstate"], status["state"]) == ("ok", "pending", "waiting")


def test_a_priority_is_a_number_wherever_it_is_told(idle: JobServer):
    job_id = schedule(idle, "beaverseed", priority="2.5")
    (pending,) = idle.get("/listjobs.json").json["pending"]
    assert pending["priority"] == idle.get("/status.json", job=job_id).json["priority"] == 2.5


@pytest.mark.parametrize(("call", "given"), [("jobs.json", {}), ("seller.json", {"seller": "beaverseed"})])
def test_a_parameter_that_our_own_calls_do_not_know_is_named(idle: JobServer, call: str, given: dict[str, str]):
    ask = idle.post if call == "seller.json" else idle.get
    assert ask(f"/{call}", **given, sate="waiting").json["message"] == "sate is no parameter of this call"


def test_the_status_of_an_unknown_job_is_nothing(idle: JobServer):
    assert said(idle.get("/status.json", job="nonexistent").json) == {"status": "ok", "currstate": None}


def test_cancelling_tells_the_state_before(idle: JobServer):
    schedule(idle, "demo", jobid="my-1")
    cancelled = idle.post("/cancel.json", project="goodseed", job="my-1")
    assert said(cancelled.json) == {"status": "ok", "prevstate": "pending"}
    assert idle.get("/status.json", job="my-1").json["state"] == "cancelled"
    for job in ("my-1", "nonexistent"):
        again = idle.post("/cancel.json", project="goodseed", job=job)
        assert said(again.json) == {"status": "ok", "prevstate": None}


def test_a_cancelled_job_is_listed_as_finished(idle: JobServer):
    schedule(idle, "demo", jobid="my-1")
    idle.post("/cancel.json", project="goodseed", job="my-1")
    (job,) = idle.get("/listjobs.json").json["finished"]
    assert {"id", "project", "spider", "start_time", "end_time", "log_url", "items_url"} <= set(job)
    assert (job["id"], job["items_url"], job["state"]) == ("my-1", None, "cancelled")


REFUSED = {
    "'project' parameter is required": [
        ("POST", "schedule", {"spider": "demo"}),
        ("POST", "cancel", {"job": "x"}),
        ("GET", "listspiders", {}),
        ("GET", "listversions", {}),
    ],
    "'spider' parameter is required": [("POST", "schedule", {"project": "goodseed"})],
    "'job' parameter is required": [("POST", "cancel", {"project": "goodseed"}), ("GET", "status", {})],
    "project 'nonexistent' not found": [
        ("POST", "schedule", {"project": "nonexistent", "spider": "demo"}),
        ("POST", "cancel", {"project": "nonexistent", "job": "x"}),
        ("GET", "listspiders", {"project": "nonexistent"}),
        ("GET", "listjobs", {"project": "nonexistent"}),
        ("GET", "status", {"project": "nonexistent", "job": "x"}),
    ],
    "spider 'nonexistent' not found": [("POST", "schedule", {"project": "goodseed", "spider": "nonexistent"})],
    "version 'nonexistent' not found": [
        ("POST", "schedule", {"project": "goodseed", "spider": "demo", "_version": "nonexistent"}),
        ("GET", "listspiders", {"project": "goodseed", "_version": "nonexistent"}),
    ],
    "priority is invalid: could not convert string to float: b'high'": [
        ("POST", "schedule", {"project": "goodseed", "spider": "demo", "priority": "high"})
    ],
}


@pytest.mark.parametrize(
    ("method", "service", "given", "message"),
    [(*call, message) for message, calls in REFUSED.items() for call in calls],
)
def test_what_cannot_be_done_is_said_in_scrapyds_words_with_200(
    idle: JobServer, method: str, service: str, given: dict[str, str], message: str
):
    reply = idle.get(f"/{service}.json", **given) if method == "GET" else idle.post(f"/{service}.json", **given)
    assert reply.status == 200
    assert said(reply.json) == {"status": "error", "message": message}


@pytest.mark.parametrize("service", ["addversion", "delversion", "delproject"])
def test_the_upload_of_code_is_refused_with_what_to_do(idle: JobServer, service: str):
    reply = idle.post(f"/{service}.json", project="goodseed", version="1")
    assert reply.status == 403
    assert reply.json["status"] == "error" and "is off" in reply.json["message"]


def test_another_method_is_refused_by_name(idle: JobServer):
    assert (
        idle.get("/schedule.json").json["message"]
        == "UnsupportedMethod: Expected one of [b'HEAD', b'OPTIONS', b'POST']"
    )
    assert (
        idle.post("/daemonstatus.json").json["message"]
        == "UnsupportedMethod: Expected one of [b'HEAD', b'OPTIONS', b'GET']"
    )
