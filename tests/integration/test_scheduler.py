"""The scheduler's tasks, as cron calls them: each does its work once, however many nodes call."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from database.engine import transaction
from jobs import control
from jobs.new_job import NewJob
from jobs.outcome import Outcome
from jobs.queue import claim, enqueue
from jobs.states import ErrorCode, State, Trigger
from scheduler.__main__ import main
from scheduler.leases import Taken, lease
from scheduler.tasks import TASKS, run_task
from scheduler.timer import Timer, housekeeping
from tests.crawling import ROOT, query
from tests.mailing import Mailbox, queue_welcomes, smtp_server
from tests.selling import add_seller, crawl_once, product

pytestmark = pytest.mark.usefixtures("database")

SCHEDULER = [sys.executable, "-m", "scheduler"]


def _run(name: str, **options: Any) -> Any:
    result = run_task(TASKS[name], **options)
    assert result.status == "done", result
    return result.facts


def _call(*words: str, **variables: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [*SCHEDULER, *words, "--json"],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, json.loads(done.stdout)


def _all_but(*slugs: str) -> None:
    """Let no other seller be due."""
    query("UPDATE sellers SET is_paused = true WHERE slug <> ALL(%(slugs)s) RETURNING slug", slugs=list(slugs))


def test_five_nodes_at_once_queue_each_due_crawl_once():
    calls = [subprocess.Popen([*SCHEDULER, "crawls"], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(5)]
    said = [call.communicate(timeout=120)[0] for call in calls]
    assert [call.returncode for call in calls] == [0] * 5
    jobs = query(
        "SELECT seller, count(*) AS n, min(trigger) AS trigger, max(priority) AS p FROM scrape_jobs GROUP BY 1"
    )
    assert len(jobs) > 5 and {(job.n, job.trigger, job.p) for job in jobs} == {(1, "schedule", -12)}, said
    assert {row.slug for row in query("SELECT slug FROM sellers")} == {job.seller for job in jobs}


def test_due_crawls_are_spread_over_the_interval():
    queued = _run("crawls")["queued"]
    gaps = [later - earlier for earlier, later in pairwise(queued.values())]
    assert all(abs(gap - 86400 / len(queued)) <= 1 for gap in gaps)
    waits = query("SELECT count(*) AS n FROM scrape_jobs WHERE run_at > now() + interval '1 minute'")
    assert waits[0].n == len(queued) - 1


def test_a_missed_week_is_one_crawl_and_a_cancelled_crawl_is_not_back_at_once():
    _run("crawls")
    query("DELETE FROM scrape_jobs RETURNING job_id")
    _all_but("beaverseed")
    query("UPDATE sellers SET last_crawled_at = now() - interval '9 days' RETURNING slug")
    assert list(_run("crawls")["queued"]) == ["beaverseed"]
    assert _run("crawls")["queued"] == {}
    (job,) = query("SELECT job_id FROM scrape_jobs")
    with transaction() as connection:
        control.cancel(connection, job.job_id)
    assert _run("crawls")["queued"] == {}


def test_the_demo_shop_is_crawled_by_schedule_only_where_its_address_is_set():
    assert "demo" not in _call("crawls")[1]["tasks"][0]["queued"]
    assert "demo" in _call("crawls", DEMO_SHOP_URL="http://127.0.0.1:8901/")[1]["tasks"][0]["queued"]


def test_a_dry_run_tells_all_and_changes_nothing():
    code, said = _call("all", "--dry-run")
    assert (code, said["ok"]) == (0, True)
    assert [task["task"] for task in said["tasks"]] == list(TASKS)
    assert len(next(task for task in said["tasks"] if task["task"] == "crawls")["queued"]) > 5
    assert query("SELECT 1 FROM scrape_jobs") == query("SELECT 1 FROM sellers") == query("SELECT 1 FROM leases") == []


def test_a_task_that_another_node_is_at_is_skipped_and_that_is_no_failure():
    with lease("crawls"):
        code, said = _call("crawls")
    assert (code, said["tasks"][0]["status"]) == (0, "skipped")
    assert "is being run by" in said["tasks"][0]["said"]


def test_a_lease_is_free_again_when_its_task_has_ended_or_its_time_is_over():
    with lease("report"), pytest.raises(Taken), lease("report"):
        pass
    with lease("report"):
        query("UPDATE leases SET held_until = now() - interval '1 s' RETURNING task")
        with lease("report"):
            pass
    with lease("report"):
        pass


def test_a_lease_is_kept_while_its_task_runs_and_lost_soon_after_its_holder_has_died(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("scheduler.leases.LEASE_SECONDS", 3.0)
    monkeypatch.setattr("scheduler.leases.RENEW_SECONDS", 0.2)
    with lease("report"):
        before = query("SELECT held_until FROM leases")[0].held_until
        time.sleep(1.0)
        (held,) = query("SELECT held_until, held_until > now() AS is_held FROM leases")
        assert held.is_held and held.held_until > before


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_task_that_is_told_to_stop_gives_its_lease_back(sent: signal.Signals, monkeypatch: pytest.MonkeyPatch):
    queue_welcomes(40)
    mailbox = Mailbox(answer=lambda *_: time.sleep(0.2))
    with smtp_server(mailbox) as url:
        monkeypatch.setenv("SMTP_URL", url)
        with subprocess.Popen([*SCHEDULER, "emails"], cwd=ROOT) as process:
            give_up_at = time.monotonic() + 60
            while not mailbox.asked and time.monotonic() < give_up_at:
                time.sleep(0.05)
            process.send_signal(sent)
            assert process.wait(60) == 0
    assert 0 < len(mailbox.ids()) < 40
    states = {row.state: row.n for row in query("SELECT state, count(*) AS n FROM emails GROUP BY 1")}
    assert states == {"sent": len(mailbox.ids()), "queued": 40 - len(mailbox.ids())}
    assert query("SELECT holder FROM leases WHERE task = 'emails'") == [(None,)]


def test_a_job_that_is_not_heard_of_is_failed_once_and_tried_again():
    add_seller()
    with transaction() as connection:
        enqueue(connection, NewJob("bench", Trigger.API, job_id="silent"))
    with transaction() as connection:
        assert claim(connection, "other", 5, 0)
    query("UPDATE scrape_jobs SET heartbeat_at = now() - interval '3 minutes' RETURNING job_id")
    assert _run("stalled", dry_run=True)["jobs"] == {"silent": "delayed"}
    assert query("SELECT state FROM scrape_jobs") == [("active",)]
    assert _run("stalled")["jobs"] == {"silent": "delayed"}
    assert _run("stalled")["jobs"] == {}


def test_mails_go_out_and_a_server_that_is_away_is_a_failure_with_exit_code_1():
    queue_welcomes(2)
    code, said = _call("emails", SMTP_URL="smtp://127.0.0.1:9")
    assert (code, said["ok"], said["tasks"][0]["status"]) == (1, False, "failed")
    mailbox = Mailbox()
    with smtp_server(mailbox) as url:
        code, said = _call("emails", SMTP_URL=url)
    assert (code, said["tasks"][0]["sent"], len(mailbox.messages)) == (0, 2, 2)


@pytest.mark.parametrize(
    ("name", "value"),
    [("SMTP_URL", "ftp://me:secret@host"), ("OPERATOR_EMAILS", "nobody"), ("PUBLIC_URL", "jobs.example.org")],
)
def test_a_setting_that_cannot_be_used_is_named_in_one_line_without_its_value(name: str, value: str):
    queue_welcomes(1)
    code, said = _call("emails", **{name: value})
    assert code == 1
    assert said["tasks"][0]["said"].startswith(f"{name} ")
    assert "secret" not in said["tasks"][0]["said"]


def test_what_failed_more_than_once_on_a_day_is_told_in_one_summary(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPERATOR_EMAILS", "ops@example.org")
    add_seller()
    add_seller("once", "Once Seeds")
    failed = Outcome(State.FAILED, ErrorCode.NETWORK, "3 × timeout")
    for seller in ("bench", "bench", "bench", "once"):
        crawl_once(outcome=failed, seller=seller)
    query("UPDATE scrape_jobs SET finished_at = finished_at - interval '1 day' RETURNING job_id")
    assert _run("report")["queued"] >= 1
    assert _run("report")["queued"] == 0
    (mail,) = query("SELECT data FROM emails WHERE type = 'FAILURE_SUMMARY'")
    assert [(seller["seller"], seller["failures"]) for seller in mail.data["sellers"]] == [("bench", 3)]


def test_a_week_is_reported_once_with_its_crawls_and_prices(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPERATOR_EMAILS", "ops@example.org")
    add_seller()
    crawl_once(product("60.00"))
    crawl_once(product("50.00"), suspicious="looks odd")
    crawl_once(outcome=Outcome(State.FAILED, ErrorCode.NETWORK, "3 × timeout"))
    assert _run("report")["queued"] == 0, "the week is not over"
    for table, column in (("scrape_jobs", "finished_at"), ("price_history", "observed_at")):
        query(f"UPDATE {table} SET {column} = {column} - interval '7 days' RETURNING 1")
    assert _run("report")["queued"] == 1
    assert _run("report")["queued"] == 0
    (mail,) = query("SELECT data FROM emails WHERE type = 'WEEKLY_REPORT'")
    (seller,) = mail.data["sellers"]
    assert {name: seller[name] for name in ("completed", "failed", "suspicious", "products", "created", "cheaper")} == {
        "completed": 2,
        "failed": 1,
        "suspicious": 1,
        "products": 1,
        "created": 1,
        "cheaper": 1,
    }
    assert seller["last_error"] == "NETWORK: 3 × timeout"
    assert [(move["before"], move["after"]) for move in mail.data["moves"]] == [("60.00", "50.00")]


def test_timers_of_many_nodes_run_each_time_of_a_task_once():
    now = datetime(2026, 3, 9, 7, 0, 30, tzinfo=UTC)
    first, second = Timer(), Timer()
    assert [task.name for task in first.take_due(now)] == list(TASKS)
    assert second.take_due(now) == []
    later = now + timedelta(minutes=1)
    assert [task.name for task in second.take_due(later)] == ["stalled", "emails"]
    assert first.take_due(later) == []
    assert {task.name for task in first.take_due(now + timedelta(days=3))} == set(TASKS)


def test_housekeeping_runs_the_tasks_and_stops_when_it_is_told():
    results: list[Any] = []
    stop = threading.Event()
    thread = threading.Thread(target=housekeeping, args=(stop, results.append))
    thread.start()
    give_up_at = time.monotonic() + 60
    while {result.task for result in results} != set(TASKS) and time.monotonic() < give_up_at:
        time.sleep(0.05)
    stop.set()
    thread.join(30)
    assert not thread.is_alive()
    assert {result.task: result.status for result in results} == dict.fromkeys(TASKS, "done")


def test_run_ends_with_0_when_it_is_told_to_stop():
    with subprocess.Popen([*SCHEDULER, "run", "--json"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["status"] == "done"
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_help_says_what_each_task_does_and_when(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(task.about in said and task.cron in said for task in TASKS.values())


def test_a_preview_writes_the_mail_as_files(tmp_path, capsys: pytest.CaptureFixture[str]):
    assert main(["emails", "--preview", "price_drop", "--to", str(tmp_path)]) == 0
    files = capsys.readouterr().out.split()
    assert sorted(file.rpartition(".")[2] for file in files) == ["eml", "html", "txt"]
    assert "Blue Lantern" in (tmp_path / "price_drop.html").read_text()
