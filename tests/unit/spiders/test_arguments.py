"""A crawl's arguments are checked before a shop is asked for anything."""

from __future__ import annotations

import pytest

from goodseed_spiders.arguments import BadArgument, CrawlArguments, read_arguments
from goodseed_spiders.hosts import hosts_of

HOMEPAGE = "https://www.shop.example/"


def _read(**given: str) -> CrawlArguments:
    return read_arguments(given, hosts_of(HOMEPAGE), HOMEPAGE)


def test_without_arguments_everything_is_read():
    arguments = _read()
    assert (arguments.page_limit, arguments.start_page, arguments.end_page, arguments.sources) == (None, 1, None, None)


def test_numbers_come_as_text():
    arguments = _read(max_pages="7", start_page="2", end_page="3")
    assert (arguments.page_limit, arguments.start_page, arguments.end_page) == (7, 2, 3)


@pytest.mark.parametrize(("given", "limit"), [({}, 2), ({"max_pages": "1"}, 1), ({"max_pages": "9"}, 2)])
def test_a_test_crawl_reads_two_pages_at_most(given: dict[str, str], limit: int):
    assert _read(mode="test", **given).page_limit == limit


@pytest.mark.parametrize(
    "text",
    [
        "https://shop.example/shop/,https://www.shop.example/sale/",
        "/shop/ /sale/",
        '["/shop/", {"url": "/sale/", "max_page": 3}]',
    ],
)
def test_sources_come_as_addresses_paths_or_json(text: str):
    sources = _read(sources=text).sources
    assert sources is not None
    assert [source.url.split("shop.example")[1] for source in sources] == ["/shop/", "/sale/"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"max_pages": "many"}, "max_pages: Input should be a valid integer.* not 'many'"),
        ({"max_pages": "0"}, "max_pages: .*greater than 0"),
        ({"start_page": "-1"}, "start_page: .*greater than 0"),
        ({"start_page": "5", "end_page": "4"}, "end_page: 4 is before start_page 5"),
        ({"mode": "fast"}, "mode: .*'manual', 'auto', 'batch' or 'test'"),
        ({"max_page": "3"}, "max_page: there is no such argument.*did you mean max_pages"),
        ({"name": "other"}, "name: there is no such argument"),
        ({"sources": "https://elsewhere.example/shop/"}, "sources: .*is not on the seller's hosts"),
        ({"sources": "https://shop.example.evil.example/"}, "sources: .*is not on the seller's hosts"),
        ({"sources": "ftp://shop.example/"}, "sources: .*not an http"),
        ({"sources": "[1"}, "sources: is not the JSON of a list"),
        ({"sources": ""}, "sources: no address given"),
        (
            {"sources": '[{"url": "/", "nam": "x"}]'},
            "sources.0.nam: .*only url, name, max_page, browser; did you mean name",
        ),
        ({"sources": "https://[broken/"}, "sources: .*is no address"),
        ({"sources": "https://shop.example:99999/"}, "sources: .*is no address"),
        ({"sources": "https://shop.example:25/"}, "sources: .*is not on a port of the seller's"),
        ({"sources": "https://me:secret@shop.example/"}, "sources: .*holds a user name"),
    ],
)
def test_a_bad_argument_is_named_in_one_line(given: dict[str, str], said: str):
    with pytest.raises(BadArgument, match=said) as caught:
        _read(**given)
    assert "\n" not in str(caught.value)


def test_other_hosts_are_allowed_when_the_environment_names_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GOODSEED_EXTRA_HOSTS", "127.0.0.1, mirror.example")
    sources = _read(sources="http://127.0.0.1:8000/shop/,https://mirror.example/").sources
    assert sources is not None
    assert len(sources) == 2
