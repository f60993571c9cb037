"""Addresses and their keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.links import canonical_url, host_of, url_key

from .strategies import LONG_TEXTS, any_text

BASE = "https://shop.example/list/"
ADDRESSES = {
    "/a/": "https://shop.example/a/",
    "b": "https://shop.example/list/b",
    "../b": "https://shop.example/b",
    "//cdn.shop.example/x.jpg": "https://cdn.shop.example/x.jpg",
    "?p=2": "https://shop.example/list/?p=2",
    " /a ": "https://shop.example/a",
    "/a#reviews": "https://shop.example/a",
    "http://shop.example/a": "https://shop.example/a",
    "HTTPS://Shop.Example/A": "https://shop.example/A",
    "https://shop.example": "https://shop.example/",
    "https://shop.example:443/a": "https://shop.example/a",
    "http://shop.example:80/a": "https://shop.example/a",
    "https://shop.example:8443/a": "https://shop.example:8443/a",
    "https://shop.example/a/../b/./c": "https://shop.example/b/c",
    "https://shop.example/a b/é": "https://shop.example/a%20b/%C3%A9",
    "https://user:word@shop.example/a": "https://shop.example/a",
    "https:\\\\shop.example\\a": "https://shop.example/a",
    "http://localhost:8900/a": "http://localhost:8900/a",
    "http://127.0.0.1:80/a": "http://127.0.0.1/a",
    "http://[::1]:8900/a": "http://[::1]:8900/a",
}


@pytest.mark.parametrize(("url", "canonical"), ADDRESSES.items(), ids=ADDRESSES)
def test_an_address_has_one_form(url, canonical):
    assert canonical_url(url, BASE) == canonical


@pytest.mark.parametrize(
    "parameter",
    [
        *(
            "utm_source=x",
            "UTM_Campaign=y",
            "fbclid=1",
            "gclid=1",
            "msclkid=1",
            "mc_cid=1",
            "mc_eid=1",
            "_ga=1",
            "ref=z",
        ),
        *("aff=1", "aff_id=1", "affiliate=1", "%75tm_source=x", "utm_source"),
    ],
)
def test_tracking_is_dropped_and_the_rest_keeps_its_order(parameter):
    assert canonical_url(f"/a?z=1&{parameter}&b=2", BASE) == "https://shop.example/a?z=1&b=2"
    assert canonical_url(f"/a?{parameter}", BASE) == "https://shop.example/a"


@pytest.mark.parametrize(
    "url",
    [
        *(None, "", " ", "data:image/gif;base64,R0lGOD", "javascript:void(0)", "mailto:a@shop.example", "ftp://a/b"),
        *("http://[", "https://", "https://shop..example/", "https://shop.example:99999/", "https://a_b c/"),
    ],
)
def test_what_is_no_web_address_is_none(url):
    assert canonical_url(url, BASE) is None


def test_a_broken_base_gives_none():
    assert canonical_url("/a", "") is None
    assert canonical_url("/a", "http://[") is None


urls = any_text | any_text.map("https://shop.example/".__add__) | any_text.map("http://a.example/?".__add__)


@given(urls, st.just(BASE) | any_text)
def test_a_canonical_address_is_its_own(url, base):
    canonical = canonical_url(url, base)
    if canonical is not None:
        canonical.encode("ascii")
        assert canonical_url(canonical, base) == canonical


KEYS = {
    "https://shop.example": "/",
    "https://shop.example/": "/",
    "https://shop.example/index.php": "/",
    "https://shop.example/Blue-Dream/": "/blue-dream",
    "https://shop.example//a///b/": "/a/b",
    "https://shop.example/index.php/a/": "/a",
    "https://shop.example/Cr%C3%A8me": "/cr%c3%a8me",
    "https://shop.example/crème/": "/cr%c3%a8me",
    "https://shop.example/blue%2Ddream": "/blue-dream",
    "https://shop.example/?p=123": "/?p=123",
    "https://shop.example/a?b=2&a=1#x": "/a?a=1&b=2",
    "https://shop.example/a/?utm_source=x": "/a",
    "https://shop.example/a/?attribute_pa_pack=5-seeds&add-to-cart=1&variant=2&variation_id=3": "/a",
    "/a/": "/a",
}


@pytest.mark.parametrize(("url", "key"), KEYS.items(), ids=KEYS)
def test_a_page_has_one_key(url, key):
    assert url_key(url) == key


@given(urls)
def test_a_key_is_its_own_key_and_fits_an_index(url):
    key = url_key(url)
    assert key.startswith("/")
    assert len(key.encode("ascii")) <= 2000
    assert url_key(key) == key


def test_long_addresses_differ_in_their_keys():
    long = "https://shop.example/" + "a" * 5000
    assert url_key(long) != url_key(long + "b")


@given(urls)
def test_a_canonical_address_keeps_its_key(url):
    canonical = canonical_url(url, BASE)
    if canonical is not None and url.startswith("https://shop.example/"):
        assert url_key(canonical) == url_key(canonical + "#reviews")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Shop.Example:8443/a", "www.shop.example"),
        ("http://[::1]:80/", "[::1]"),
        ("https://good.example\\@evil.example/", "good.example"),
        ("/a", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_a_host_has_no_port(url, host):
    assert host_of(url) == host


@given(any_text)
def test_any_text_has_a_host_or_none(text):
    host = host_of(text)
    assert host is None or host == host.lower()


@pytest.mark.parametrize("text", LONG_TEXTS, ids=lambda text: ascii(text[:8]))
def test_long_addresses_are_read(text):
    assert len(url_key(text)) <= 2000
    canonical_url(text, BASE)
