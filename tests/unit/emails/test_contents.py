"""What a mail tells is checked before it is queued, and the field that is wrong is named."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from emails.contents import MODELS
from emails.contents.readers import PriceDrop, UserWelcome
from emails.examples import make_example
from emails.new_email import BadEmail, NewEmail, read_new_email
from emails.types import EmailType

PACK = {"seeds": 5, "price": "40.00", "before": "50.00", "currency": "USD"}
DROP = {"name": "Blue Lantern", "sellerName": "Northern Seeds", "url": "https://shop.example/blue/", "packs": [PACK]}
ASKED = {"type": "PRICE_DROP", "recipient": "me@example.org", "data": DROP}


def test_a_mail_of_the_web_app_is_read_with_names_in_camel_case():
    mail = read_new_email({**ASKED, "dedupeKey": "one"})
    assert isinstance(mail.contents, PriceDrop)
    assert (mail.recipient, mail.contents.seller_name) == ("me@example.org", "Northern Seeds")
    assert mail.contents.packs[0].percent == Decimal("20.0")
    assert mail.dedupe_key == read_new_email({**ASKED, "dedupeKey": "one"}).dedupe_key


def test_without_a_dedupe_key_each_request_is_a_mail_of_its_own():
    assert read_new_email(ASKED).dedupe_key != read_new_email(ASKED).dedupe_key


def test_a_dedupe_key_of_somebody_else_is_never_one_of_ours():
    assert read_new_email({**ASKED, "dedupeKey": "x"}).dedupe_key == "PRICE_DROP:asked:x"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"type": "SPAM"}, "type"),
        ({"recipient": "nobody"}, "recipient"),
        ({"recipient": "a@example.org\nBcc: b@example.org"}, "recipient"),
        ({"recipient": None}, "recipient"),
        ({"dedupeKey": ""}, "dedupeKey"),
        ({"dedupeKey": "ü"}, "dedupeKey"),
        ({"subject": "mine"}, "subject"),
        ({"data": []}, "data"),
        ({"data": {}}, "data.name"),
        ({"data": {**DROP, "packs": []}}, "data.packs"),
        ({"data": {**DROP, "packs": [{**PACK, "price": "cheap"}]}}, "data.packs.0.price"),
        ({"data": {**DROP, "packs": [{**PACK, "currency": "dollars"}]}}, "data.packs.0.currency"),
        ({"data": {**DROP, "url": "javascript:alert(1)"}}, "data.url"),
        ({"data": {**DROP, "name": "two\nlines"}}, "data.name"),
        ({"data": {**DROP, "colour": "green"}}, "data.colour"),
    ],
)
def test_bad_data_is_refused_with_the_field_named(change: dict[str, Any], field: str):
    with pytest.raises(BadEmail) as caught:
        read_new_email({**ASKED, **change})
    assert caught.value.field == field
    assert str(caught.value).startswith(f"{field}: ") and "\n" not in str(caught.value)


@pytest.mark.parametrize("body", [None, [], "mail", 7])
def test_what_is_no_object_is_refused(body: Any):
    with pytest.raises(BadEmail, match="body: "):
        read_new_email(body)


def test_every_type_has_its_model_and_an_example():
    assert set(MODELS) == set(EmailType)
    assert {type(make_example(kind)) for kind in EmailType} == set(MODELS.values())


def test_a_mail_knows_its_type_by_its_contents():
    assert NewEmail("me@example.org", UserWelcome(), "key").type is EmailType.USER_WELCOME
