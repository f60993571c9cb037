"""Mails as their readers get them."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from emails.contents.readers import PriceDrop, UserWelcome
from emails.examples import make_example
from emails.message import Outgoing, make_key, write_message
from emails.rendering import Links, render
from emails.signing import Purpose, Signer
from emails.types import EmailType

LINKS = Links("https://jobs.example.org", Signer(("key",)))
EVERY = pytest.mark.parametrize("kind", EmailType)
LINES = st.text(min_size=1, max_size=60).filter(lambda text: text.strip() and not re.search(r"[\r\n\x00]", text))


@EVERY
def test_every_mail_has_a_subject_of_one_line_a_text_and_html(kind: EmailType):
    mail = render(make_example(kind), LINKS)
    assert 10 < len(mail.subject) < 130 and "\n" not in mail.subject
    assert "<" not in re.sub(r"<GET [^>]*>", "", mail.text), "the text twin holds no mark-up"
    assert "{{" not in mail.html + mail.text and "\n\n\n" not in mail.text


@EVERY
def test_every_mail_says_the_same_in_text_and_html(kind: EmailType):
    mail = render(make_example(kind), LINKS)
    body = LexborHTMLParser(mail.html).body
    assert body is not None
    shown = " ".join(body.text(separator=" ").split())
    numbers = set(re.findall(r"\$[\d.,]+\d", mail.text))
    assert numbers <= set(re.findall(r"\$[\d.,]+\d", shown))
    links = set(re.findall(r"https://\S+", re.sub(r"<GET [^>]*>|curl .*", "", mail.text)))
    assert links <= {node.attributes.get("href") for node in LexborHTMLParser(mail.html).css("a")}


@EVERY
def test_every_mail_is_made_for_mail_programs(kind: EmailType):
    html = render(make_example(kind), LINKS).html
    tree = LexborHTMLParser(html)
    assert 'width="600"' in html and 'name="color-scheme"' in html and "prefers-color-scheme: dark" in html
    assert tree.css("script, link, img, form, iframe") == []
    assert all(table.attributes.get("role") == "presentation" for table in tree.css("table"))
    assert all("style" in cell.attributes for cell in tree.css("td, th, a") if cell.text(strip=True))


@given(name=LINES, seller=LINES)
def test_whatever_a_shop_calls_its_things_is_text_and_never_mark_up(name: str, seller: str):
    data = make_example(EmailType.PRICE_DROP).model_dump() | {"name": f"<b>{name}", "seller_name": f"{seller}</td>"}
    tree = LexborHTMLParser(render(PriceDrop.model_validate(data), LINKS).html)
    assert tree.css("b") == [] and len(tree.css("h1")) == 1


def test_only_alerts_can_be_unsubscribed_from():
    with_links = {kind for kind in EmailType if render(make_example(kind), LINKS).unsubscribe_url}
    assert with_links == {EmailType.PRICE_DROP, EmailType.BACK_IN_STOCK}


def test_the_links_of_alerts_hold_tokens_that_we_know():
    url = render(make_example(EmailType.PRICE_DROP), LINKS).unsubscribe_url
    assert url is not None
    assert LINKS.signer.read(Purpose.UNSUBSCRIBE, url.partition("token=")[2]) == 12


@given(name=LINES)
def test_no_name_can_add_a_header(name: str):
    outgoing = Outgoing("a@example.org", "b@example.org", make_key("k"), render(UserWelcome(name=name), LINKS))
    message = message_from_bytes(bytes(write_message(outgoing, "Mon, 09 Mar 2026 07:00:00 +0000")), policy=default)
    assert set(message.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "X-GoodSeed-Type", "Auto-Submitted"),
        *("MIME-Version", "Content-Type"),
    }


def test_a_mail_keeps_its_message_id_and_tells_nothing_by_it():
    assert make_key("PRICE_DROP:12:7:5x:40.00USD") == make_key("PRICE_DROP:12:7:5x:40.00USD")
    assert "PRICE" not in make_key("PRICE_DROP:12:7:5x:40.00USD")
