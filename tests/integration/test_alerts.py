"""People ask to be told of a price or of stock, say yes by mail, are told once, and can stop it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from database.engine import transaction
from emails import alerts, outbox
from emails.alert_request import BadAlert, read_alert_request
from emails.alerts import Alert, request_alert
from emails.limits import TooManyRequests
from emails.retry import Postponed
from emails.settings import read_settings
from emails.signing import BadToken, Purpose, Signer, load_signer
from jobs.outcome import Outcome
from jobs.states import ErrorCode, State
from pipelines import reviewing
from pipelines.reviewing import Choice
from tests.crawling import query
from tests.selling import add_seller, crawl_once, product, with_packs

SIGNER = Signer(("key",))

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def seller(database: Any) -> None:
    add_seller()


def _ask(client: str = "10.0.0.1", **body: Any) -> Alert:
    with transaction() as connection:
        return request_alert(connection, read_alert_request({"email": "me@example.org", **body}), client)


def _say_yes(alert: Alert) -> None:
    with transaction() as connection:
        alerts.confirm(connection, SIGNER, SIGNER.sign(Purpose.CONFIRM, alert.id))


def _stop(alert: Alert) -> Alert:
    with transaction() as connection:
        return alerts.unsubscribe(connection, SIGNER, SIGNER.sign(Purpose.UNSUBSCRIBE, alert.id))


def _want(**body: Any) -> Alert:
    alert = _ask(**body)
    _say_yes(alert)
    return alert


def _told() -> list[Any]:
    return query("SELECT type, recipient, data FROM emails WHERE type IN ('PRICE_DROP', 'BACK_IN_STOCK') ORDER BY id")


def _told_types() -> list[str]:
    return [row.type for row in _told()]


def test_who_asks_is_asked_back_by_mail_and_told_nothing_before_the_yes():
    crawl_once(product("60.00"))
    alert = _ask(strain="strain 0")
    (mail,) = query("SELECT type, recipient, data FROM emails")
    assert (mail.type, mail.recipient, mail.data["about"]) == ("ALERT_CONFIRMATION", "me@example.org", "Strain 0")
    crawl_once(product("50.00"))
    assert _told() == []
    _say_yes(alert)
    crawl_once(product("45.00"))
    assert _told_types() == ["PRICE_DROP"]


def test_a_fall_from_the_threshold_on_is_told_with_both_prices_and_the_affiliate_link():
    query("UPDATE sellers SET affiliate_tag = 'ref=goodseed' RETURNING slug")
    crawl_once(product("60.00"), product("60.00", number=1))
    _want(strain="Strain 0")
    crawl_once(product("57.00"), product("50.00", number=1))
    (mail,) = _told()
    assert mail.data["packs"] == [{"seeds": 5, "variant": "", "price": "57.00", "before": "60.00", "currency": "USD"}]
    assert mail.data["url"] == "https://bench.example/product/strain-0/?ref=goodseed"
    assert mail.data["seller_name"] == "Bench Seeds"


@pytest.mark.parametrize(("threshold", "told"), [(20, ["PRICE_DROP"]), (21, [])])
def test_the_threshold_is_the_askers_own(threshold: int, told: list[str]):
    crawl_once(product("50.00"))
    (row,) = query("SELECT id FROM products")
    _want(productId=row.id, threshold=threshold)
    crawl_once(product("40.00"))
    assert _told_types() == told


def test_the_same_price_of_a_product_is_told_once():
    crawl_once(product("60.00"))
    _want(strain="Strain 0")
    for price in ("50.00", "60.00", "50.00"):
        crawl_once(product(price))
    assert _told_types() == ["PRICE_DROP"]


def test_a_product_that_was_sold_out_and_can_be_bought_again_is_told():
    crawl_once(product(stock="out_of_stock"))
    _want(strain="Strain 0", kinds=["back_in_stock"])
    crawl_once(product(stock="in_stock"))
    (mail,) = _told()
    assert (mail.type, mail.data["packs"][0]["price"]) == ("BACK_IN_STOCK", "60.00")


def test_a_product_that_returns_again_on_another_day_is_told_again():
    crawl_once(product(stock="out_of_stock"))
    _want(strain="Strain 0")
    crawl_once(product())
    crawl_once(product(stock="out_of_stock"))
    crawl_once(product())
    assert _told_types() == ["BACK_IN_STOCK"], "once a day"
    today = str(datetime.now(UTC).date())
    query("UPDATE emails SET dedupe_key = replace(dedupe_key, %(today)s, '2020-01-01') RETURNING id", today=today)
    crawl_once(product(stock="out_of_stock"))
    crawl_once(product())
    assert _told_types() == ["BACK_IN_STOCK"] * 2


def test_two_wishes_of_one_address_that_are_about_the_same_fall_are_one_mail():
    crawl_once(product())
    number = query("SELECT id FROM products")[0].id
    _want(strain="Strain 0")
    _want(productId=number, email="ME@example.org")
    _want(productId=number, email="you@example.org")
    crawl_once(product("52.00"))
    assert sorted(row.recipient for row in _told()) == ["me@example.org", "you@example.org"]


def test_an_address_in_other_letters_is_the_same():
    crawl_once(product())
    assert _ask(strain="Strain 0").id == _ask(strain="Strain 0", email="Me@Example.org").id


def test_one_more_pack_of_a_product_that_could_be_bought_before_is_no_news():
    known = product()
    crawl_once(with_packs(known, (5, "60.00", "in_stock"), (10, "110.00", "out_of_stock")))
    _want(strain="Strain 0", kinds=["BACK_IN_STOCK"])
    crawl_once(with_packs(known, (5, "60.00", "in_stock"), (10, "110.00", "in_stock")))
    assert _told() == []


def test_a_new_product_is_neither_cheaper_nor_back():
    crawl_once(product())
    _want(strain="Strain 0")
    query("UPDATE alerts SET strain = 'Strain 1' RETURNING id")
    crawl_once(product(), product("5.00", number=1))
    assert _told() == []


def test_a_lower_price_of_what_is_sold_out_is_no_news():
    crawl_once(product("60.00"))
    _want(strain="Strain 0")
    crawl_once(product("50.00", stock="out_of_stock"))
    assert _told() == []


def test_products_of_a_hidden_seller_are_not_told_of():
    crawl_once(product("60.00"))
    _want(strain="Strain 0")
    query("UPDATE sellers SET is_active = false RETURNING slug")
    crawl_once(product("50.00"))
    assert _told() == []


def test_what_a_crawl_stored_before_it_failed_is_told_unless_the_shop_has_changed():
    crawl_once(product("60.00"))
    _want(strain="Strain 0")
    crawl_once(product("50.00"), outcome=Outcome(State.FAILED, ErrorCode.VALIDATION_ERROR, "mostly rejects"))
    assert _told() == []
    crawl_once(product("45.00"), outcome=Outcome(State.CANCELLED, ErrorCode.CANCELLED, "stopped"))
    assert _told_types() == ["PRICE_DROP"]


def test_a_price_that_was_held_is_told_when_somebody_believes_it():
    crawl_once(product("60.00"))
    _want(strain="Strain 0")
    crawl_once(product("20.00"))
    assert _told() == []
    assert reviewing.accept(Choice(is_all=True)).done == 1
    (mail,) = _told()
    assert [(pack["before"], pack["price"]) for pack in mail.data["packs"]] == [("60.00", "20.00")]


def test_a_stopped_alert_tells_nothing_more_and_takes_back_what_waits():
    crawl_once(product("60.00"))
    alert = _want(strain="Strain 0")
    crawl_once(product("54.00"))
    assert _told_types() == ["PRICE_DROP"]
    assert _stop(alert).is_stopped and _stop(alert).is_stopped
    assert _told() == []
    crawl_once(product("50.00"))
    _say_yes(alert)
    crawl_once(product("45.00"))
    assert _told() == []


def test_a_stopped_alert_takes_back_also_what_a_sender_is_at_should_it_not_get_through():
    crawl_once(product())
    alert = _want(strain="Strain 0")
    crawl_once(product("52.00"))
    query("UPDATE emails SET state = 'sent' WHERE type <> 'PRICE_DROP' RETURNING id")
    with transaction() as connection:
        mail = outbox.claim(connection)
    assert mail is not None
    _stop(alert)
    with transaction() as connection:
        assert not outbox.postpone(connection, mail, Postponed(0), "451 greylisted")
    assert _told() == []


def test_asking_twice_makes_one_alert_and_one_mail():
    crawl_once(product())
    assert _ask(strain="Strain 0") == _ask(strain="STRAIN 0")
    assert len(query("SELECT 1 FROM emails")) == 1


def test_who_asks_again_on_another_day_is_asked_back_again():
    crawl_once(product())
    alert = _ask(strain="Strain 0")
    query(
        "UPDATE emails SET dedupe_key = replace(dedupe_key, %(today)s, '2020-01-01') RETURNING id",
        today=str(datetime.now(UTC).date()),
    )
    assert _ask(strain="Strain 0") == alert
    assert len(query("SELECT 1 FROM emails")) == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"strain": "Strain 0", "email": "nobody"}, "email"),
        ({"strain": "Nothing Known"}, "strain"),
        ({"productId": 4711}, "productId"),
        ({}, "productId"),
        ({"productId": 1, "strain": "Strain 0"}, "productId"),
        ({"strain": "Strain 0", "kinds": []}, "kinds"),
        ({"strain": "Strain 0", "kinds": ["SALE"]}, "kinds.0"),
        ({"productId": True}, "productId"),
        ({"strain": "Strain 0", "threshold": 0}, "threshold"),
        ({"strain": "Strain 0", "nonsense": 1}, "nonsense"),
    ],
)
def test_a_bad_request_names_the_field_and_makes_nothing(body: dict[str, Any], field: str):
    crawl_once(product())
    with pytest.raises(BadAlert) as caught:
        _ask(**body)
    assert (caught.value.field, str(caught.value).startswith(f"{field}: ")) == (field, True)
    assert query("SELECT 1 FROM alerts") == []


def test_an_address_is_not_mailed_more_often_than_its_limit():
    crawl_once(*(product(number=number) for number in range(7)))
    for number in range(5):
        _ask(client=f"10.0.0.{number}", strain=f"Strain {number}")
    with pytest.raises(TooManyRequests) as caught:
        _ask(client="10.0.1.1", strain="Strain 6", email="ME@example.org")
    assert 0 < caught.value.retry_after <= 3600
    assert len(query("SELECT 1 FROM emails")) == 5


def test_a_client_cannot_ask_for_many_addresses_at_once():
    crawl_once(product())
    refused = 0
    for number in range(70):  # two minutes may share them
        try:
            _ask(strain="Strain 0", email=f"reader{number}@example.org")
        except TooManyRequests:
            refused += 1
    assert refused >= 10


@pytest.mark.parametrize("token", ["", "1", "1.", "x.y", "1.AAAA", "9" * 30 + ".AAAA", "1.ünïcode"])
def test_a_token_that_is_not_ours_opens_nothing(token: str):
    with transaction() as connection, pytest.raises(BadToken):
        alerts.confirm(connection, SIGNER, token)


def test_a_token_allows_one_thing_for_one_alert():
    crawl_once(product())
    alert = _ask(strain="Strain 0")
    with transaction() as connection:
        with pytest.raises(BadToken):
            alerts.unsubscribe(connection, SIGNER, SIGNER.sign(Purpose.CONFIRM, alert.id))
        with pytest.raises(BadToken):
            alerts.confirm(connection, Signer(("other",)), SIGNER.sign(Purpose.CONFIRM, alert.id))


def test_without_a_secret_key_all_nodes_share_one_that_the_database_keeps():
    with transaction() as connection:
        first = load_signer(connection, read_settings({}))
    with transaction() as connection:
        second = load_signer(connection, read_settings({}))
        later = load_signer(connection, read_settings({"SECRET_KEY": "set later"}))
    token = first.sign(Purpose.CONFIRM, 7)
    assert second.sign(Purpose.CONFIRM, 7) == token
    assert later.sign(Purpose.CONFIRM, 7) != token
    assert later.read(Purpose.CONFIRM, token) == 7
