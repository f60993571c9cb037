"""The line that the server's log gets for each request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twisted.web.http import combinedLogFormatter

if TYPE_CHECKING:
    from twisted.web.http import Request

_TOKEN = re.compile(r"([?&]token=)[^&\s\"]+")


def write_line(timestamp: str, request: Request) -> str:
    """The usual line; whoever reads the log must not be able to follow the links of mails."""
    return _TOKEN.sub(r"\1…", combinedLogFormatter(timestamp, request))
