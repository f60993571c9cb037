"""Mails leave the outbox: over SMTP, through Resend, into files; every one arrives, none twice."""

from __future__ import annotations

import logging
import ssl
import threading
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import trustme

from database.engine import engine, transaction
from emails.contents.readers import UserWelcome
from emails.examples import make_example
from emails.message import Outgoing
from emails.new_email import NewEmail
from emails.outbox import queue
from emails.rendering import Rendered
from emails.senders.files import FileSender
from emails.senders.smtp import SmtpSender
from emails.sending import Sendings, send_due
from emails.settings import read_settings
from emails.smtp_url import read_smtp_url
from emails.types import EmailType
from tests.crawling import query
from tests.mailing import (
    PASSWORD,
    USER,
    Mailbox,
    free_port,
    make_due,
    queue_welcomes,
    resend_server,
    smtp_server,
)

pytestmark = pytest.mark.usefixtures("database")


def _send(**variables: str) -> Sendings:
    return send_due(read_settings({"EMAIL_FROM": "GoodSeed <seeds@example.org>", **variables}))


def _states() -> dict[str, int]:
    return dict(map(tuple, query("SELECT state, count(*) FROM emails GROUP BY state")))


@pytest.fixture(scope="session")
def certificates() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls(certificates: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's context, whose authority this process trusts."""
    certificates.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificates.issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_all_that_is_due_goes_over_one_smtp_connection():
    queue_welcomes(5)
    mailbox = Mailbox()
    with smtp_server(mailbox) as url:
        assert _send(SMTP_URL=url) == Sendings(sent=5)
        assert _send(SMTP_URL=url) == Sendings()
    assert len(mailbox.messages) == 5
    assert len(mailbox.sessions) == 1
    assert _states() == {"sent": 5}


def test_a_mail_arrives_with_its_text_its_html_and_its_headers():
    with transaction() as connection:
        queue(connection, NewEmail("me@example.org", make_example(EmailType.PRICE_DROP), "drop"))
    mailbox = Mailbox()
    with smtp_server(mailbox) as url:
        _send(SMTP_URL=url, PUBLIC_URL="https://jobs.example.org/", SECRET_KEY="secret")
    (message,) = mailbox.messages
    text, html = (message.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert message["Subject"] == "Blue Lantern Feminized: 10 seeds now $62.30 (−30%)"
    assert (message["From"], message["To"]) == ("GoodSeed <seeds@example.org>", "me@example.org")
    assert message["Message-ID"].endswith("@example.org>")
    stop = message["List-Unsubscribe"].strip("<>")
    assert stop.startswith("https://jobs.example.org/alerts/unsubscribe?token=12.")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"List-Unsubscribe: <{stop}>".encode() in mailbox.lines, "as it is: RFC 2369 knows no encoded words"
    assert stop in text and stop in html
    assert "$62.30" in text and "$62.30" in html


@pytest.mark.parametrize("is_smtps", [True, False])
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # it is TLS from the first byte
def test_a_login_goes_over_tls_from_the_start_or_after_starttls(is_smtps: bool, tls: ssl.SSLContext):
    queue_welcomes(1)
    mailbox = Mailbox()
    with smtp_server(mailbox, tls=tls, is_smtps=is_smtps, login=True) as url:
        with_login = url.replace("://", f"://{USER}:{quote(PASSWORD, safe='')}@")
        assert _send(SMTP_URL=with_login).sent == 1
    assert (len(mailbox.messages), mailbox.logins) == (1, [USER])


def test_a_wrong_password_is_said_without_the_password_and_costs_the_mails_nothing(tls: ssl.SSLContext):
    queue_welcomes(2)
    with smtp_server(Mailbox(), tls=tls, login=True) as url:
        done = _send(SMTP_URL=url.replace("://", f"://{USER}:wrong-secret@"))
    assert done.trouble is not None and "refuses the login" in done.trouble
    assert "wrong-secret" not in done.trouble
    assert _states() == {"queued": 2}
    assert query("SELECT max(attempts) AS n FROM emails")[0].n == 0


def test_a_server_without_tls_gets_no_login_when_tls_is_asked_for():
    queue_welcomes(1)
    mailbox = Mailbox()
    with smtp_server(mailbox) as url:
        done = _send(SMTP_URL=f"{url.replace('://', f'://{USER}:{quote(PASSWORD)}@')}?starttls=true")
    assert done.trouble is not None and "STARTTLS" in done.trouble
    assert mailbox.logins == [] and _states() == {"queued": 1}


def test_mails_wait_while_the_server_is_down_and_all_arrive_once_when_it_is_back():
    queue_welcomes(4)
    port = free_port()
    for _ in range(3):
        assert "not to be had" in str(_send(SMTP_URL=f"smtp://127.0.0.1:{port}").trouble)
    mailbox = Mailbox()
    with smtp_server(mailbox, port=port) as url:
        assert _send(SMTP_URL=url).sent == 4
    assert len(set(mailbox.ids())) == len(mailbox.ids()) == 4


def test_when_half_of_the_sends_fail_every_mail_arrives_once_in_the_end():
    queue_welcomes(12)
    mailbox = Mailbox(answer=lambda number, _: "451 not now" if number % 2 else None)
    with smtp_server(mailbox) as url:
        for _ in range(10):
            _send(SMTP_URL=url)
            make_due()
    assert len(set(mailbox.ids())) == len(mailbox.ids()) == 12
    assert _states() == {"sent": 12}


def test_a_mail_that_was_not_taken_is_tried_later_and_one_that_is_refused_never():
    queue_welcomes(2)
    with smtp_server(Mailbox(answer=lambda number, _: ("550 no such reader", "451 not now")[number])) as url:
        done = _send(SMTP_URL=url)
    assert (done.sent, done.failed, done.postponed) == (0, 1, 1)
    rows = query("SELECT state, error, run_at > now() AS waits FROM emails ORDER BY id")
    assert [(row.state, row.error) for row in rows] == [("failed", "550 no such reader"), ("queued", "451 not now")]
    assert rows[1].waits


@pytest.mark.parametrize(
    "says_no",
    [
        {"answer_sender": "530 5.7.0 Authentication required"},
        {"answer_sender": "553 5.7.1 sender address not owned by user"},
        {"answer_recipient": "530 5.7.0 must issue a STARTTLS command first"},
    ],
)
def test_what_a_server_has_against_our_account_costs_no_mail_anything(says_no: dict[str, str]):
    queue_welcomes(3)
    with smtp_server(Mailbox(**says_no)) as url:  # type: ignore[arg-type]
        assert _send(SMTP_URL=url).trouble in says_no.values()
    assert _states() == {"queued": 3}
    assert query("SELECT max(attempts) AS n FROM emails")[0].n == 0


@pytest.mark.parametrize(
    ("answer", "state"),
    [("550 5.1.1 no such user", "failed"), ("554 5.7.1 relay access denied", "queued"), ("450 later", "queued")],
)
def test_a_recipient_that_is_refused_is_given_up_unless_the_login_may_have_been_forgotten(answer: str, state: str):
    queue_welcomes(1)
    with smtp_server(Mailbox(answer_recipient=answer)) as url:
        _send(SMTP_URL=url)
    assert _states() == {state: 1}


def test_a_server_that_takes_mails_and_never_says_so_is_given_each_twice_at_most():
    queue_welcomes(2)
    mailbox = Mailbox(hangs_up=True)
    with smtp_server(mailbox) as url:
        for _ in range(5):
            _send(SMTP_URL=url)
            make_due()
    assert sorted(mailbox.ids()) == sorted([*set(mailbox.ids())] * 2)
    assert [(row.state, "did not say whether" in row.error) for row in query("SELECT state, error FROM emails")] == [
        ("failed", True)
    ] * 2


def test_a_sender_that_is_told_to_stop_ends_after_the_mail_it_is_at():
    queue_welcomes(5)
    stop = threading.Event()
    mailbox = Mailbox(answer=lambda number, _: stop.set() if number == 1 else None)
    with smtp_server(mailbox) as url:
        send_due(read_settings({"SMTP_URL": url}), stop=stop)
    assert (len(mailbox.ids()), _states()) == (2, {"queued": 3, "sent": 2})


def test_lines_that_begin_with_a_dot_arrive_as_they_are():
    mailbox, mail = Mailbox(), Rendered(EmailType.USER_WELCOME, "Dots", ".\n..a\n.b\n", "")
    with smtp_server(mailbox) as url, SmtpSender(read_smtp_url(url)) as sender:
        sender.send(Outgoing("seeds@example.org", "a@example.org", "key", mail))
    text = mailbox.messages[0].get_body(["plain"])
    assert text is not None and text.get_content().splitlines() == [".", "..a", ".b"]


def test_a_server_that_says_it_is_closing_ends_the_run_and_nothing_is_lost():
    queue_welcomes(3)
    with smtp_server(Mailbox(answer=lambda number, _: "421 closing" if number == 1 else None)) as url:
        done = _send(SMTP_URL=url)
    assert (done.sent, done.trouble) == (1, "421 closing")
    assert _states() == {"queued": 2, "sent": 1}


def test_the_second_mail_of_a_dedupe_key_is_silently_the_first():
    with transaction() as connection:
        first = queue(connection, NewEmail("a@example.org", UserWelcome(), "same"))
        second = queue(connection, NewEmail("b@example.org", UserWelcome(name="B"), "same"))
    assert (first.is_new, second.is_new, first.id) == (True, False, second.id)
    assert [row.recipient for row in query("SELECT recipient FROM emails")] == ["a@example.org"]


def test_a_mail_goes_with_its_transaction():
    with engine().connect() as connection, connection.begin() as transact:
        queue(connection, NewEmail("a@example.org", UserWelcome(), "gone"))
        transact.rollback()
    assert _states() == {}


def test_many_senders_at_once_send_each_mail_once():
    queue_welcomes(40)
    mailbox = Mailbox()
    with smtp_server(mailbox) as url:
        senders = [threading.Thread(target=_send, kwargs={"SMTP_URL": url}) for _ in range(4)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    assert len(set(mailbox.ids())) == len(mailbox.ids()) == 40
    assert _states() == {"sent": 40}


def test_resend_gets_the_mail_with_its_key_and_its_own_name_for_it_is_kept():
    queue_welcomes(2)
    with resend_server() as resend:
        assert _send(RESEND_API_KEY="re_key", RESEND_API_URL=resend.url).sent == 2
    assert [body["to"] for _, body in resend.requests] == [["reader0@example.org"], ["reader1@example.org"]]
    assert {headers["idempotency-key"] for headers, _ in resend.requests} == set(resend.mails)
    assert {body["from"] for _, body in resend.requests} == {"GoodSeed <seeds@example.org>"}
    assert [row.provider_id for row in query("SELECT provider_id FROM emails ORDER BY id")] == ["resend-0", "resend-1"]


def _answer(status: int, name: str, **headers: str) -> tuple[int, dict[str, str], dict[str, Any]]:
    return status, headers, {"statusCode": status, "name": name, "message": "told by the test"}


def test_resend_is_asked_again_after_a_short_limit():
    queue_welcomes(1)
    with resend_server() as resend:
        resend.answers = [_answer(429, "rate_limit_exceeded", **{"retry-after": "0.1"})] * 2
        assert _send(RESEND_API_KEY="re_key", RESEND_API_URL=resend.url).sent == 1
    assert len(resend.requests) == 3


def test_a_long_limit_of_resend_is_waited_for_by_the_outbox():
    queue_welcomes(2)
    with resend_server() as resend:
        resend.answers = [_answer(429, "daily_quota_exceeded", **{"Retry-After": "3600"})]
        done = _send(RESEND_API_KEY="re_key", RESEND_API_URL=resend.url)
    assert "daily_quota_exceeded" in str(done.trouble)
    (waits,) = query("SELECT extract(epoch FROM max(run_at) - now()) AS s, max(attempts) AS attempts FROM emails")
    assert waits.s > 3500 and waits.attempts == 0


@pytest.mark.parametrize(
    ("status", "name", "state"),
    [
        (500, "application_error", "queued"),
        (503, "service_unavailable", "queued"),
        (422, "validation_error", "failed"),
        (400, "validation_error", "failed"),
        (403, "invalid_api_key", "queued"),
    ],
)
def test_what_resend_answers_decides_whether_a_mail_is_tried_again(status: int, name: str, state: str):
    queue_welcomes(1)
    with resend_server() as resend:
        resend.answers = [_answer(status, name)]
        _send(RESEND_API_KEY="re_key", RESEND_API_URL=resend.url)
        assert _states() == {state: 1}
        make_due()
        _send(RESEND_API_KEY="re_key", RESEND_API_URL=resend.url)
    assert _states() == {"sent" if state == "queued" else "failed": 1}
    assert len({headers["idempotency-key"] for headers, _ in resend.requests}) == 1


def test_without_a_server_mails_become_files_and_the_log_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setenv("GOODSEED_HOME", str(tmp_path))
    queue_welcomes(2)
    with caplog.at_level(logging.WARNING):
        assert _send().sent == 2
    assert f"mails are written to {tmp_path / 'outbox'}" in caplog.text
    files = sorted((tmp_path / "outbox").glob("*.eml"))
    messages = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
    assert {str(message["To"]) for message in messages} == {"reader0@example.org", "reader1@example.org"}


def test_a_folder_that_cannot_be_written_loses_no_mail(tmp_path: Path):
    (tmp_path / "file").write_text("")
    queue_welcomes(1)
    done = send_due(read_settings({}), FileSender(tmp_path / "file" / "outbox"))
    assert "cannot be made" in str(done.trouble)
    assert _states() == {"queued": 1}
