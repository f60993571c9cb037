"""The web app's calls: what they take, what they answer, and with which status."""

from __future__ import annotations

from typing import Any

import pytest

from jobserver.process import JobServer, Reply
from tests.crawling import query
from tests.serving import schedule


@pytest.fixture(autouse=True)
def queue_only(idle: JobServer) -> None:
    """Jobs are not started: the node has as many active ones as it may have."""
    query("DELETE FROM scrape_jobs RETURNING 1")
    query("DELETE FROM emails RETURNING 1")
    query("UPDATE sellers SET is_paused = false, is_active = true RETURNING 1")
    query(
        "INSERT INTO scrape_jobs (job_id, seller, state, trigger, run, node, heartbeat_at, page_at, started_at)"
        " SELECT 'busy-' || slug, slug, 'active', 'cli', nextval('scrape_runs'), %(node)s, now(), now(), now()"
        " FROM sellers WHERE slug NOT IN ('beaverseed', 'demo') ORDER BY slug DESC LIMIT 5 RETURNING 1",
        node=idle.get("/health").json["worker"]["node"],
    )


def trigger(idle: JobServer, **body: Any) -> Reply:
    return idle.post_json("/api/scraper/trigger", {"sellerId": "beaverseed"} | body)


def test_a_trigger_makes_a_job_and_answers_201_with_it(idle: JobServer):
    reply = trigger(
        idle,
        jobId="web-1",
        scrapingSources=[
            {"scrapingSourceUrl": "https://beaverseed.com/shop/", "scrapingSourceName": "all", "maxPage": 3}
        ],
        config={"mode": "batch", "startPage": 2, "endPage": 3},
        priority=4,
    )
    assert (reply.status, reply.json["success"]) == (201, True)
    data = reply.json["data"]
    assert list(data) == [
        *("jobId", "sellerId", "status", "progress", "attempt", "maxAttempts", "priority", "mode", "trigger"),
        *("createdAt", "runAt", "startedAt", "completedAt", "duration", "currentPage", "totalPages"),
        *("productsScraped", "productsSaved", "productsUpdated", "productsUnchanged", "rejected", "errors"),
        *("errorCode", "errorMessage", "suspicious", "node", "pid"),
    ]
    assert (data["jobId"], data["status"], data["priority"], data["mode"]) == ("web-1", "WAITING", 4, "batch")
    (job,) = query("SELECT * FROM scrape_jobs WHERE job_id = 'web-1'")
    assert (job.priority, job.args["start_page"], job.args["end_page"]) == (-4, "2", "3")
    assert job.args["sources"] == '[{"url": "https://beaverseed.com/shop/", "name": "all", "max_page": 3}]'


def test_the_same_job_id_again_answers_200_with_the_same_job(idle: JobServer):
    first, again = trigger(idle, jobId="web-1"), trigger(idle, jobId="web-1")
    assert (first.status, again.status) == (201, 200)
    assert (
        again.json["data"]["jobId"] == "web-1" and len(query("SELECT 1 FROM scrape_jobs WHERE job_id = 'web-1'")) == 1
    )


def test_a_seller_that_has_a_job_answers_409_with_that_job(idle: JobServer):
    reply = trigger(idle, sellerId="vancouverseedbank")
    assert reply.status == 409
    assert (reply.json["success"], reply.json["error"]["code"]) == (False, "JOB_ALREADY_EXISTS")
    assert reply.json["data"]["jobId"] == "busy-vancouverseedbank" and reply.json["data"]["status"] == "ACTIVE"


def test_sources_are_taken_under_both_names_and_the_whole_site_is_read_whatever_its_pages(idle: JobServer):
    source = {"scrapingSourceUrl": "/shop/"}
    assert trigger(idle, sources=[source], config={"fullSiteCrawl": True, "startPage": 5}).status == 201
    (job,) = query("SELECT args FROM scrape_jobs WHERE state = 'waiting'")
    assert set(job.args) == {"full", "mode", "sources"}


def test_a_job_of_a_seller_is_told_by_its_id_and_among_the_latest_ten(idle: JobServer):
    for number in range(12):
        schedule(idle, "beaverseed", jobid=f"many-{number}", duplicate="allow")
    one = idle.get("/api/scraper/status", jobId="many-3").json
    assert one["data"]["jobId"] == "many-3"
    latest = idle.get("/api/scraper/status", sellerId="beaverseed").json["data"]
    assert [job["jobId"] for job in latest] == [f"many-{number}" for number in range(11, 1, -1)]


REFUSED = {
    "seller unknown": (404, "SELLER_NOT_FOUND", "sellerId", {"sellerId": "nobody"}),
    "no seller": (400, "VALIDATION_ERROR", "sellerId", {"sellerId": None}),
    "job id": (400, "VALIDATION_ERROR", "jobId", {"jobId": "../../etc/passwd"}),
    "priority": (400, "VALIDATION_ERROR", "priority", {"priority": 0}),
    "delay": (400, "VALIDATION_ERROR", "delay", {"delay": -5}),
    "mode": (400, "VALIDATION_ERROR", "config.mode", {"config": {"mode": "all"}}),
    "page": (400, "VALIDATION_ERROR", "config.startPage", {"config": {"startPage": "x"}}),
    "pages": (400, "VALIDATION_ERROR", "config.endPage", {"config": {"startPage": 5, "endPage": 2}}),
    "priority as text": (400, "VALIDATION_ERROR", "priority", {"priority": "1"}),
    "priority as switch": (400, "VALIDATION_ERROR", "priority", {"priority": True}),
    "delay as text": (400, "VALIDATION_ERROR", "delay", {"delay": "5"}),
    "switch as text": (400, "VALIDATION_ERROR", "config.fullSiteCrawl", {"config": {"fullSiteCrawl": "yes"}}),
    "unknown field": (400, "VALIDATION_ERROR", "colour", {"colour": "green"}),
    "foreign host": (
        400,
        "VALIDATION_ERROR",
        "scrapingSources",
        {"sources": [{"scrapingSourceUrl": "https://evil.example/"}]},
    ),
    "metadata": (
        400,
        "VALIDATION_ERROR",
        "scrapingSources",
        {"sources": [{"scrapingSourceUrl": "http://169.254.169.254/"}]},
    ),
    "scheme": (400, "VALIDATION_ERROR", "scrapingSources", {"sources": [{"scrapingSourceUrl": "file:///etc/passwd"}]}),
}


@pytest.mark.parametrize(("status", "code", "field", "body"), REFUSED.values(), ids=REFUSED)
def test_a_bad_trigger_is_refused_with_the_field(
    idle: JobServer, status: int, code: str, field: str, body: dict[str, Any]
):
    reply = trigger(idle, **body)
    assert (reply.status, reply.json["success"]) == (status, False)
    error = reply.json["error"]
    assert (error["code"], error["field"]) == (code, field) and error["message"]
    assert query("SELECT 1 FROM scrape_jobs WHERE state <> 'active'") == []


@pytest.mark.parametrize("action", ["pause", "hide"])
def test_a_seller_that_is_not_crawled_is_refused_as_inactive(idle: JobServer, action: str):
    idle.post("/seller.json", seller="beaverseed", action=action)
    reply = trigger(idle)
    assert (reply.status, reply.json["error"]["code"]) == (400, "SELLER_INACTIVE")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"sellerId": "\\ud800"}'])
def test_a_body_that_is_not_the_json_of_an_object_is_refused(idle: JobServer, body: bytes):
    reply = idle.ask("POST", "/api/scraper/trigger", body, {"Content-Type": "application/json"})
    assert (reply.status, reply.json["error"]["code"]) == (400, "VALIDATION_ERROR")


def test_unknown_jobs_and_sellers_are_404_and_nothing_asked_is_400(idle: JobServer):
    answers = {
        "JOB_NOT_FOUND": idle.get("/api/scraper/status", jobId="nobody's"),
        "SELLER_NOT_FOUND": idle.get("/api/scraper/status", sellerId="nobody"),
        "VALIDATION_ERROR": idle.get("/api/scraper/status"),
    }
    assert {code: reply.json["error"]["code"] for code, reply in answers.items()} == {code: code for code in answers}
    assert [reply.status for reply in answers.values()] == [404, 404, 400]


def test_another_method_is_405(idle: JobServer):
    assert idle.get("/api/scraper/trigger").status == 405
    assert idle.ask("OPTIONS", "/api/scraper/trigger").status == 204


def test_an_email_is_queued_once_for_a_key(idle: JobServer):
    body = {"type": "USER_WELCOME", "recipient": "ann@example.org", "data": {"name": "Ann"}, "dedupeKey": "welcome-1"}
    first, again = idle.post_json("/api/emails", body), idle.post_json("/api/emails", body)
    assert (first.status, again.status) == (201, 200)
    assert first.json["data"]["emailId"] == again.json["data"]["emailId"]
    assert (first.json["data"]["isNew"], again.json["data"]["isNew"]) == (True, False)
    (email,) = query("SELECT * FROM emails")
    assert (email.type, email.recipient, email.data, email.state) == (
        *("USER_WELCOME", "ann@example.org", {"name": "Ann"}, "queued"),
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "SPAM"),
        ("recipient", "nobody"),
        ("recipient", "a@b.example\nBcc: all@example.org"),
        ("recipient", "a@b.example, c@d.example"),
        ("data", []),
        ("dedupeKey", ""),
    ],
)
def test_a_bad_email_is_refused_with_the_field(idle: JobServer, field: str, value: object):
    body = {"type": "USER_WELCOME", "recipient": "ann@example.org"} | {field: value}
    reply = idle.post_json("/api/emails", body)
    assert (reply.status, reply.json["error"]["field"]) == (400, field)
    assert query("SELECT 1 FROM emails") == []


def test_a_mail_about_somebody_elses_alert_is_refused_for_its_links_are_good_for_that(idle: JobServer):
    insert = "INSERT INTO alerts (email, strain, kinds) VALUES ('ann@example.org', 'Haze', '{PRICE_DROP}') RETURNING id"
    hers = query(insert)[0].id
    data = {"about": "Haze", "kinds": ["PRICE_DROP"]}
    for alert_id, recipient in ((hers, "eve@example.org"), (hers + 1, "ann@example.org"), (hers, "Ann@example.org")):
        body = {"type": "ALERT_CONFIRMATION", "recipient": recipient, "data": {**data, "alertId": alert_id}}
        reply = idle.post_json("/api/emails", body)
        if (alert_id, recipient) == (hers, "Ann@example.org"):
            assert reply.status == 201
        else:
            assert (reply.status, reply.json["error"]["field"]) == (400, "data.alertId")


def test_jobs_are_listed_by_state_seller_and_time_a_page_at_a_time(idle: JobServer):
    for number in range(5):
        schedule(idle, "beaverseed", jobid=f"many-{number}", duplicate="allow")
    first = idle.get("/jobs.json", state="waiting", seller="beaverseed", limit="3").json
    assert [job["job_id"] for job in first["jobs"]] == ["many-4", "many-3", "many-2"]
    second = idle.get("/jobs.json", state="waiting", seller="beaverseed", limit="3", cursor=first["next"]).json
    assert [job["job_id"] for job in second["jobs"]] == ["many-1", "many-0"] and second["next"] is None
    both = idle.get("/jobs.json", state=["waiting", "active"], seller="beaverseed").json["jobs"]
    assert len(both) == 5
    assert idle.get("/jobs.json", until="2020-01-01T00:00:00Z").json["jobs"] == []
    assert len(idle.get("/jobs.json", since="2020-01-01T00:00:00+01:00", seller="beaverseed").json["jobs"]) == 5


@pytest.mark.parametrize(
    "given", [{"state": "lost"}, {"since": "yesterday"}, {"since": "2020-01-01"}, {"limit": "0"}, {"cursor": "abc"}]
)
def test_a_bad_filter_is_refused_by_name(idle: JobServer, given: dict[str, str]):
    answer = idle.get("/jobs.json", **given).json
    assert answer["status"] == "error" and answer["message"].startswith(next(iter(given)))


def test_a_seller_is_changed_as_asked_and_no_further(idle: JobServer):
    before = idle.get("/sellers.json").json["sellers"]
    changed = idle.post("/seller.json", seller="demo", action="hide", interval="6", max_pages="4").json["seller"]
    assert (changed["is_active"], changed["is_paused"], changed["crawl_interval_hours"]) == (False, False, 6)
    assert changed["max_pages"] == 4
    others = [seller for seller in idle.get("/sellers.json").json["sellers"] if seller["slug"] != "demo"]
    assert others == [seller for seller in before if seller["slug"] != "demo"]
    shown = idle.post("/seller.json", seller="demo", action="show", max_pages="0").json["seller"]
    assert (shown["is_active"], shown["max_pages"], shown["crawl_interval_hours"]) == (True, None, 6)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seller": "demo"}, "nothing to change"),
        ({"seller": "nobody", "action": "pause"}, "seller 'nobody' not found"),
        ({"seller": "demo", "action": "burn"}, "action is invalid"),
        ({"seller": "demo", "interval": "0"}, "interval is invalid"),
        ({"action": "pause"}, "'seller' parameter is required"),
    ],
)
def test_a_bad_change_of_a_seller_is_refused(idle: JobServer, given: dict[str, str], said: str):
    answer = idle.post("/seller.json", **given).json
    assert answer["status"] == "error" and answer["message"].startswith(said)
