"""Pages on their way to the parser: in UTF-8, whole, and not built to choke it."""

from __future__ import annotations

import codecs
import re

from scrapy.http import Response, TextResponse
from selectolax.lexbor import LexborHTMLParser

# Elements that only their end tag closes; a page that nests thousands of them takes the parser minutes.
_NESTING = re.compile(rb"<(/?)(?:a|article|b|center|div|em|font|i|ol|section|span|strong|table|ul)\b", re.IGNORECASE)
DEEPEST = 3_000
LARGE = 200_000  # bytes; in less, nothing can be nested deeply enough to matter


class UnreadablePage(Exception):
    """A page that is not to be parsed."""


def parse_html(response: Response) -> LexborHTMLParser:
    """The page's tree. Raises UnreadablePage."""
    if not isinstance(response, TextResponse):
        raise UnreadablePage("not a text page")
    if len(response.body) > LARGE and _depth(response.body) > DEEPEST:
        raise UnreadablePage("nested too deeply")
    return LexborHTMLParser(_to_utf8(response))


def is_cut_off(body: bytes) -> bool:
    """Whether a page begins as a document and does not end as one; parts of a page are not cut off.

    >>> is_cut_off(b"<html><body><ul><li>"), is_cut_off(b"<html></html> <!-- cached -->"), is_cut_off(b"<li>")
    (True, False, False)
    """
    begins = re.search(rb"<html\b", body[:5_000], re.IGNORECASE)
    return begins is not None and b"</html" not in body and b"</HTML" not in body


def _depth(body: bytes) -> int:
    depth = deepest = 0
    for tag in _NESTING.finditer(body):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _to_utf8(response: TextResponse) -> bytes | str:
    """What says that it is UTF-8 and is not, mostly is: its other bytes are Windows's."""
    if response.encoding != "utf-8":
        return response.text
    try:
        response.body.decode()
    except UnicodeDecodeError:
        return response.body.decode(errors="windows")
    return response.body


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows", _read_as_windows)
