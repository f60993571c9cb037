"""A job that ends for good is told of, in the transaction that ends it, and quietly."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from database.engine import engine, transaction
from jobs import attempts, control
from jobs.attempts import Progress
from jobs.new_job import NewJob
from jobs.outcome import Outcome
from jobs.queue import claim, enqueue
from jobs.states import ErrorCode, State, Trigger
from tests.crawling import query
from tests.selling import COMPLETED, add_seller, crawl_once, product

pytestmark = pytest.mark.usefixtures("database")

NETWORK = Outcome(State.FAILED, ErrorCode.NETWORK, "3 of 4 pages could not be read (3 × timeout)")


@pytest.fixture(autouse=True)
def seller(database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPERATOR_EMAILS", "ops@example.org")
    add_seller()


def want_alert(email: str, strain: str) -> None:
    """A wish that was confirmed."""
    query(
        "INSERT INTO alerts (email, strain, kinds, confirmed_at) VALUES (%(email)s, %(strain)s,"
        " '{PRICE_DROP,BACK_IN_STOCK}', now()) RETURNING id",
        email=email,
        strain=strain,
    )


def _mails() -> list[Any]:
    return query("SELECT type, recipient, data FROM emails ORDER BY id")


def test_a_completed_crawl_is_told_with_its_counters_and_what_changed():
    crawl_once(product("60.00"), product("60.00", number=1), product(stock="out_of_stock", number=2))
    crawl_once(product("50.00"), product("66.00", number=1), product(number=2), product(number=3))
    data = _mails()[1].data
    assert _mails()[1].type == "SCRAPE_COMPLETED"
    counters = {name: data[name] for name in ("products_seen", "created", "updated", "unchanged")}
    assert counters == {"products_seen": 4, "created": 1, "updated": 3, "unchanged": 0}
    moved = {name: data[name] for name in ("cheaper", "dearer", "back_in_stock", "sold_out")}
    assert moved == {"cheaper": 1, "dearer": 1, "back_in_stock": 1, "sold_out": 0}
    assert [(move["before"], move["after"]) for move in data["moves"]] == [("60.00", "50.00"), ("60.00", "66.00")]
    assert data["new_products"] == ["Strain 3 Feminized Marijuana Seeds"]
    assert data["seller_name"] == "Bench Seeds"


def test_a_suspicious_crawl_is_told_as_one_with_each_thing_that_looks_wrong():
    crawl_once(product(), suspicious="thc: 10% of the products have it, 85% are promised; 3 products are held")
    (mail,) = _mails()
    assert mail.type == "SCRAPE_SUSPICIOUS"
    assert mail.data["suspicions"] == ["thc: 10% of the products have it, 85% are promised", "3 products are held"]


def test_a_failed_job_is_told_with_its_attempts_and_the_last_lines_of_its_log(tmp_path: Path):
    log = tmp_path / "job.log"
    log.write_text('{"level": "ERROR", "message": "gave up", "timestamp": "2026-03-09T04:31:28Z"}\n' + "and words\n")
    with transaction() as connection:
        enqueue(connection, NewJob("bench", Trigger.API, job_id="mine", max_attempts=1))
    with transaction() as connection:
        claimed = claim(connection, "node-1", 5, 0)
    assert claimed is not None
    with transaction() as connection:
        attempts.note_process(connection, claimed.run, 4711, str(log))
        attempts.finish(connection, claimed.run, Progress(1, 4, 3), NETWORK, None)
    (mail,) = _mails()
    assert (mail.type, mail.data["job_id"], mail.data["error_code"]) == ("SCRAPE_FAILED", "mine", "NETWORK")
    assert mail.data["error_message"] == NETWORK.message
    assert mail.data["log_lines"] == ["04:31:28 ERROR gave up", "and words"]
    assert [attempt["error_code"] for attempt in mail.data["attempts"]] == ["NETWORK"]


def test_a_job_that_is_tried_again_is_not_told_yet():
    with transaction() as connection:
        enqueue(connection, NewJob("bench", Trigger.API, max_attempts=3))
    with transaction() as connection:
        claimed = claim(connection, "node-1", 5, 0)
    assert claimed is not None
    with transaction() as connection:
        assert attempts.finish(connection, claimed.run, Progress(1, 4, 3), NETWORK, None).state is State.DELAYED
    assert _mails() == []


def test_a_seller_that_fails_often_is_told_of_once_a_day():
    for _ in range(3):
        crawl_once(outcome=NETWORK)
    assert [mail.type for mail in _mails()] == ["SCRAPE_FAILED"]
    query("UPDATE emails SET dedupe_key = replace(dedupe_key, ':20', ':19') RETURNING id")  # a day passes
    crawl_once(outcome=NETWORK)
    assert len(_mails()) == 2


def test_each_operator_gets_a_mail(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPERATOR_EMAILS", "a@example.org, b@example.org")
    crawl_once(product())
    assert [mail.recipient for mail in _mails()] == ["a@example.org", "b@example.org"]


def test_without_operators_nothing_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("OPERATOR_EMAILS")
    crawl_once(product())
    assert _mails() == []


def test_a_cancelled_job_is_not_told_of():
    with transaction() as connection:
        job = enqueue(connection, NewJob("bench", Trigger.API)).job
        control.cancel(connection, job.job_id)
    assert _mails() == []


def test_a_mail_is_there_exactly_when_its_job_has_ended():
    with transaction() as connection:
        run = attempts.start_by_hand(connection, "bench", {})
    with engine().connect() as connection, connection.begin() as transact:
        attempts.finish(connection, run, Progress(1, 1, 0), COMPLETED, None)
        transact.rollback()
    assert _mails() == []
    assert query("SELECT state FROM scrape_jobs") == [("active",)]


@pytest.mark.parametrize("name", ["OPERATOR_EMAILS", "PUBLIC_URL", "SMTP_URL", "EMAIL_FROM"])
def test_a_setting_that_cannot_be_used_costs_nobody_else_a_mail(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setenv(name, "not what it should be")
    crawl_once(product())
    want_alert("reader@example.org", "Strain 0")
    with caplog.at_level(logging.ERROR):
        crawl_once(product("52.00"))
    assert {row.state for row in query("SELECT state FROM scrape_jobs")} == {"completed"}
    readers = [mail.type for mail in _mails() if mail.recipient == "reader@example.org"]
    assert readers == ["PRICE_DROP"]
    operators = [mail for mail in _mails() if mail.recipient == "ops@example.org"]
    assert bool(operators) == (name != "OPERATOR_EMAILS")
    assert ("OPERATOR_EMAILS is not an e-mail address" in caplog.text) == (name == "OPERATOR_EMAILS")
    assert "Traceback" not in caplog.text
