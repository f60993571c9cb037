"""The last lines of a crawl's log, for people."""

from __future__ import annotations

import json
from pathlib import Path

LINES = 12
_BYTES = 32_768
_LONGEST = 300


def read_log_tail(path: str) -> tuple[str, ...]:
    """The last lines of a log, readable; none when it is not on this machine."""
    try:
        with Path(path).open("rb") as log:
            log.seek(0, 2)
            log.seek(max(0, log.tell() - _BYTES))
            text = log.read().decode("utf-8", "replace")
    except OSError:
        return ()
    return tuple(say_line(line) for line in text.splitlines()[-LINES:] if line.strip())


def say_line(line: str) -> str:
    """A line of a log, without what only machines need.

    >>> say_line('{"level": "ERROR", "message": "gave up", "timestamp": "2026-03-09T04:31:28Z", "seller": "demo"}')
    '04:31:28 ERROR gave up'
    >>> say_line("plain words")
    'plain words'
    """
    try:
        entry = json.loads(line)
        said = f"{entry['timestamp'][11:19]} {entry['level']} {entry['message']}"
    except (ValueError, TypeError, KeyError):
        said = line
    said = "".join(character if character.isprintable() else " " for character in said)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
