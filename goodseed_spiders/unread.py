"""Why a page was not asked for, or its answer is no page of the shop."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class Unread(IgnoreRequest):
    """A page that will not be read; `kind` says why in a word that can be counted (see failures.py)."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind
