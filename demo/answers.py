"""Answers: responses before they meet HTTP."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

HTML, XML, TEXT = "text/html; charset=utf-8", "text/xml; charset=utf-8", "text/plain; charset=utf-8"
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class Answer(NamedTuple):
    """What a path is answered with. ``modified`` is when a page last changed, for conditional requests."""

    status: int
    content_type: str
    body: bytes
    etag: str | None = None
    modified: datetime | None = None
    headers: Mapping[str, str] = _NO_HEADERS


def answer_page(body: bytes, content_type: str = HTML, modified: datetime | None = None) -> Answer:
    """Return a page that can be asked for conditionally."""
    return Answer(200, content_type, body, f'"{blake2b(body, digest_size=10).hexdigest()}"', modified)


def answer_missing(body: bytes) -> Answer:
    """Return the page that stands where there is none."""
    return Answer(404, HTML, body)


def redirect(address: str) -> Answer:
    """Return a permanent redirect."""
    return Answer(301, HTML, b"", headers={"location": address})
