"""The settings of the mails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emails.retry import MAX_ATTEMPTS, decide
from emails.settings import BadSetting, read_settings
from emails.smtp_url import SmtpServer, read_smtp_url


def test_without_any_setting_mails_are_from_this_machine_to_nobody():
    settings = read_settings({})
    assert settings.email_from == "GoodSeed <goodseed@localhost>"
    assert (settings.operator_emails, settings.smtp_url, settings.resend_api_key) == ((), None, None)


def test_an_empty_variable_is_one_that_is_not_set():
    assert read_settings({"EMAIL_FROM": " ", "SMTP_URL": ""}) == read_settings({})


def test_our_own_sender_comes_before_resends():
    variables = {"RESEND_FROM_EMAIL": "theirs@example.org", "EMAIL_FROM": "Ours <ours@example.org>"}
    assert read_settings(variables).email_from == "Ours <ours@example.org>"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EMAIL_FROM", "secret"),
        ("RESEND_FROM_EMAIL", "secret@"),
        ("OPERATOR_EMAILS", "a@example.org, secret"),
        ("PUBLIC_URL", "secret.example.org"),
        ("SMTP_URL", "https://me:secret@host"),
        ("SMTP_URL", "smtp://me:secret@host:port"),
        ("SMTP_URL", "smtp://me:secret@host?starttls=perhaps"),
        ("SMTP_URL", "smtp://me:secret@host?sectret=1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_its_value_is_not_said(name: str, value: str):
    with pytest.raises(BadSetting) as caught:
        read_settings({name: value})
    assert str(caught.value).startswith(f"{name} ")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", SmtpServer("mail.example.org", 587)),
        ("smtp://mail.example.org:25?starttls=false", SmtpServer("mail.example.org", 25, starttls=False)),
        ("smtp://me:pw@mail.example.org", SmtpServer("mail.example.org", 587, "me", "pw", starttls=True)),
        ("smtp://me:pw@127.0.0.1:1025", SmtpServer("127.0.0.1", 1025, "me", "pw")),
        ("smtps://me:p%3Aw@h.example", SmtpServer("h.example", 465, "me", "p:w", is_tls=True, starttls=False)),
        ("smtp://me:pw@h.example?starttls=0", SmtpServer("h.example", 587, "me", "pw", starttls=False)),
    ],
)
def test_a_login_is_only_sent_in_the_clear_where_that_is_asked_for(url: str, server: SmtpServer):
    assert read_smtp_url(url) == server


def test_a_password_is_not_shown():
    settings = read_settings(
        {"SMTP_URL": "smtp://me:hidden@h.example", "SECRET_KEY": "hidden", "RESEND_API_KEY": "hidden"}
    )
    assert "hidden" not in repr(settings)


@given(st.integers(1, MAX_ATTEMPTS - 1), st.floats(0, 1))
def test_each_wait_is_between_half_a_minute_less_a_quarter_and_six_hours(attempt: int, chance: float):
    postponed = decide(attempt, chance)
    assert postponed is not None and 22.5 <= postponed.seconds <= 6 * 3600
