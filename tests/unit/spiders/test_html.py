"""Pages that would choke the parser are not given to it."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, Response

from goodseed_spiders.html import UnreadablePage, parse_html


def _parse(body: bytes) -> str:
    tree = parse_html(
        HtmlResponse("https://shop.example/", body=body, headers={"Content-Type": "text/html; charset=utf-8"})
    )
    return tree.body.text() if tree.body else ""


def test_what_is_not_text_is_no_page():
    with pytest.raises(UnreadablePage, match="not a text page"):
        parse_html(Response("https://shop.example/", body=b"x"))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("end", [b"", b"</div>"])
def test_a_page_that_nests_without_end_is_not_parsed(end: bytes):
    with pytest.raises(UnreadablePage, match="nested too deeply"):
        _parse(b"<div>" * 200_000 + end * 200_000)


def test_a_large_page_of_ordinary_depth_is_parsed():
    assert _parse(b"<div><span>x</span></div>" * 20_000) == "x" * 20_000


def test_single_bytes_of_windows_in_a_page_of_utf8_are_read_as_what_they_are():
    assert _parse("<p>Crème ".encode() + b"\x93brul\xe9e\x94</p>") == "Crème “brulée”"
