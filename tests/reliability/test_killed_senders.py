"""A sender is killed between handing a mail over and marking it: the mail is there, at most once too often."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from emails.sending import send_due
from emails.settings import read_settings
from tests.crawling import ROOT, query
from tests.mailing import Mailbox, make_due, queue_welcomes, resend_server, smtp_server

pytestmark = pytest.mark.usefixtures("database")

SEND = "from emails.sending import send_due; from emails.settings import email_settings; send_due(email_settings())"


class Killer(Mailbox):
    """Takes a mail, and kills its sender before saying so."""

    sender: subprocess.Popen[bytes]

    async def handle_DATA(self, *talk: Any) -> str:  # noqa: N802 (aiosmtpd's)
        said = await super().handle_DATA(*talk)
        os.kill(self.sender.pid, signal.SIGKILL)
        return said


def _send_and_be_killed(mailbox: Killer, url: str) -> None:
    mailbox.sender = subprocess.Popen([sys.executable, "-c", SEND], cwd=ROOT, env=os.environ | {"SMTP_URL": url})
    assert mailbox.sender.wait(60) == -signal.SIGKILL


def test_a_mail_whose_sender_was_killed_is_sent_again_once_and_can_be_known_as_the_same():
    queue_welcomes(3)
    killer = Killer()
    with smtp_server(killer) as url:
        _send_and_be_killed(killer, url)
    after = Mailbox()
    with smtp_server(after) as url:
        settings = read_settings({"SMTP_URL": url})
        assert send_due(settings).sent == 2, "while its lease lasts, nobody else sends it"
        make_due()
        assert send_due(settings).sent == 1
    assert killer.ids() == after.ids()[2:]
    assert {row.state for row in query("SELECT state FROM emails")} == {"sent"}


def test_a_mail_whose_sender_was_killed_twice_is_not_sent_a_third_time():
    queue_welcomes(1)
    killer = Killer()
    with smtp_server(killer) as url:
        for _ in range(2):
            _send_and_be_killed(killer, url)
            make_due()
        assert send_due(read_settings({"SMTP_URL": url})).sent == 0
    assert len(killer.messages) == 2
    (row,) = query("SELECT state, error FROM emails")
    assert row.state == "failed" and "died 2 times" in row.error


def test_resend_knows_the_second_copy_by_its_key():
    queue_welcomes(1)
    with resend_server() as resend:
        settings = read_settings({"RESEND_API_KEY": "re_key", "RESEND_API_URL": resend.url})
        send_due(settings)
        query("UPDATE emails SET state = 'sending', run_at = now() RETURNING id")
        assert send_due(settings).sent == 1
    assert (len(resend.requests), len(resend.mails)) == (2, 1)


def test_mails_taken_while_the_server_is_away_do_not_count_as_deaths():
    queue_welcomes(1)
    settings = read_settings({"SMTP_URL": "smtp://127.0.0.1:9"})
    for _ in range(3):
        assert send_due(settings).trouble
    assert query("SELECT lapses, attempts FROM emails") == [(0, 0)]
