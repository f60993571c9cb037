"""Retry-After, storms of refusals, and the addresses that a crawl may turn to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodseed_spiders.downloading.addresses import is_public
from goodseed_spiders.downloading.guard import is_on_site
from goodseed_spiders.downloading.refusals import back_off, is_storm
from goodseed_spiders.downloading.retry_after import LONGEST, read_retry_after
from goodseed_spiders.downloading.shops import shop_of

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 30 ", 30),
        ("999999999999999999999", LONGEST),
        ("Sun, 01 Nov 2026 12:02:00 GMT", 120),
        ("Sunday, 01-Nov-26 12:02:00 GMT", 120),
        ("Sun Nov  1 12:02:00 2026", 120),
        ("Sun, 01 Nov 2026 13:02:00 +0100", 120),
        ("Sat, 01 Nov 2025 12:00:00 GMT", 0),
        ("Sun, 01 Nov 2099 12:00:00 GMT", LONGEST),
        (None, None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("later", None),
        ("Sun, 99 Nov 2026 12:02:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None):
    assert read_retry_after(value, NOW) == seconds


@given(st.text())
def test_whatever_retry_after_says_is_a_bearable_time_or_nothing(value: str):
    seconds = read_retry_after(value, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST


@pytest.mark.parametrize(
    ("answers", "stormy"),
    [
        ("", False),
        ("r" * 7, False),
        ("r" * 8, True),
        ("." * 100 + "r" * 8, True),
        ("r" * 7 + "." + "r" * 7, False),
        ("rr." * 9, False),
        ("rr." * 10, True),
        ("r." * 50, False),
        ("rr." * 10 + "." * 20, False),
    ],
)
def test_a_storm_is_eight_refusals_in_a_row_or_most_of_the_latest_thirty_answers(answers: str, stormy: bool):
    assert is_storm([answer == "r" for answer in answers]) is stormy


def test_backing_off_doubles_up_to_a_minute_and_spares_no_shop_without_a_pause():
    assert [back_off(3.0, count) for count in (1, 2, 4, 5, 1_000)] == [6, 12, 48, 60, 60]
    assert back_off(0.0, 5) == 0


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::10.0.0.1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "localhost",
        "127.1",
    ],
)
def test_what_is_inside_a_network_or_no_address_is_not_public(address: str):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "64:ff9b::1.1.1.1"])
def test_the_open_internet_is_public(address: str):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "shop"),
    [
        ("https://www.shop.example/a?b", "shop.example"),
        ("http://SHOP.example:8080/", "shop.example"),
        ("https://shop.example./", "shop.example"),
        ("https://fr.shop.example/", "fr.shop.example"),
        ("http://127.0.0.1:8900/", "127.0.0.1:8900"),
        ("http://localhost/", "localhost:80"),
        ("http://[::1]:8900/", "::1:8900"),
    ],
)
def test_a_shop_is_its_host_without_www_and_on_this_machine_its_port(url: str, shop: str):
    assert shop_of(url) == shop


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [("shop.example", True), ("a.shop.example", True), ("notshop.example", False), ("shop.example.evil", False)],
)
def test_a_request_stays_on_the_hosts_of_its_seller(host: str, is_ours: bool):
    assert is_on_site(host, ["shop.example"]) is is_ours
    assert is_on_site(host, None)
