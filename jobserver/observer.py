"""The job server's own log: one JSON object a line, plain text on a terminal."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from twisted.logger import LogLevel, eventAsText, formatEvent

from goodseed_spiders.json_log import wants_json
from jobs.error_reports import report

if TYPE_CHECKING:
    from twisted.logger import LogEvent

LEVELS = {LogLevel.debug: "DEBUG", LogLevel.info: "INFO", LogLevel.warn: "WARNING", LogLevel.error: "ERROR"}
# A task reports its own failure, with where it happened; a crawl what is wrong with it.
REPORTED_BY_ITSELF = ("jobserver.chores", "scrapyd.launcher")
# What Twisted says of each of its own parts starting and stopping.
QUIET = ("twisted.internet", "twisted.web", "twisted.python.threadpool", "twisted.application.internet")


def observe(event: LogEvent) -> None:
    """Write one event on standard output; debugging and what libraries tell of themselves is left out."""
    level = event.get("log_level", LogLevel.info)
    if level is LogLevel.debug or (level is LogLevel.info and _is_noise(event)):
        return
    if level in (LogLevel.error, LogLevel.critical):
        _report(event)
    out = sys.__stdout__  # Twisted logs what is printed on sys.stdout
    assert out is not None
    line = as_json(event) if wants_json(out) else eventAsText(event, includeSystem=False)
    out.write(f"{line.rstrip()}\n")
    out.flush()


def as_json(event: LogEvent) -> str:
    """An event as one line of JSON, in the words of the crawls' logs."""
    moment = datetime.fromtimestamp(event.get("log_time", 0), UTC)
    told: dict[str, Any] = {
        "timestamp": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": LEVELS.get(event.get("log_level", LogLevel.info), "CRITICAL"),
        "logger": event.get("log_namespace") or event.get("log_system") or "twisted",
        "message": formatEvent(event),
        "pid": os.getpid(),
    }
    if "log_failure" in event:
        told["traceback"] = event["log_failure"].getTraceback()
    if isinstance(event.get("job"), str):
        told["job_id"] = event["job"]
    return json.dumps(told, ensure_ascii=False)


def _report(event: LogEvent) -> None:
    if event.get("log_namespace") in REPORTED_BY_ITSELF:
        return
    failure = event.get("log_failure")
    report(failure.value if failure else formatEvent(event))


def _is_noise(event: LogEvent) -> bool:
    name = str(event.get("log_namespace") or event.get("log_system") or "")
    return name.startswith(QUIET) or name == "-"
