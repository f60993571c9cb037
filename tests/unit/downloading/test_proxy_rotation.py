"""Proxies are used in turn; one that does not answer rests for five minutes."""

from __future__ import annotations

import pytest

from goodseed_spiders.downloading.proxies import REST_SECONDS, BadProxies, Proxies, read_proxies


def _take(proxies: Proxies, now: float = 0) -> str | None:
    proxy = proxies.next(now)
    return proxy.place if proxy else None


def test_proxies_are_given_out_one_after_the_other():
    proxies = Proxies(["http://a:1", "http://b:1", "http://c:1"])
    assert [_take(proxies) for _ in range(4)] == ["a:1", "b:1", "c:1", "a:1"]


def test_a_dead_proxy_rests_and_comes_back():
    proxies = Proxies(["http://a:1", "http://b:1"])
    dead = proxies.next(0)
    assert dead is not None and dead.fail(0, is_certain=True)
    assert [_take(proxies, REST_SECONDS - 1) for _ in range(2)] == ["b:1", "b:1"]
    assert {_take(proxies, REST_SECONDS) for _ in range(2)} == {"a:1", "b:1"}


def test_what_may_be_the_shops_fault_rests_a_proxy_the_second_time_in_a_row():
    proxy = Proxies(["http://a:1"]).next(0)
    assert proxy is not None
    assert not proxy.fail(0, is_certain=False)
    proxy.do_well()
    assert not proxy.fail(0, is_certain=False)
    assert proxy.fail(0, is_certain=False)


def test_when_all_rest_there_is_none():
    proxies = Proxies(["http://a:1"])
    proxy = proxies.next(0)
    assert proxy is not None and proxy.fail(0, is_certain=True)
    assert proxies.next(1) is None


@pytest.mark.parametrize(
    ("value", "urls"),
    [
        ("", []),
        (" , ", []),
        ("proxy.example:3128", ["http://proxy.example:3128"]),
        ("http://a:1,http://b:2", ["http://a:1", "http://b:2"]),
        ("http://a:1  http://b:2\nhttp://c:3", ["http://a:1", "http://b:2", "http://c:3"]),
        ("http://me:p%40ss@a:1", ["http://me:p%40ss@a:1"]),
    ],
)
def test_addresses_are_separated_by_commas_or_spaces(value: str, urls: list[str]):
    assert read_proxies(value) == urls


@pytest.mark.parametrize(
    "value", ["socks5://me:secret@a:1", "https://me:secret@a:1", "http://me:secret@", "http://a:x"]
)
def test_what_cannot_be_used_is_said_without_its_password(value: str):
    with pytest.raises(BadProxies, match="PROXY_URLS: entry 1") as raised:
        read_proxies(value)
    assert "secret" not in str(raised.value)
