"""How logs are written: one JSON object a line into files and pipes, plain text on a terminal."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

# What every record has, besides what somebody has added to it.
ALWAYS_THERE = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "spider", "crawler"}


def wants_json(stream: TextIO | None) -> bool:
    """Whether a log on this stream (None: a file) is JSON, as GOODSEED_LOG_FORMAT (json, text) or the stream says."""
    given = os.environ.get("GOODSEED_LOG_FORMAT", "").strip().lower()
    if given in ("json", "text"):
        return given == "json"
    return stream is None or not stream.isatty()


class JsonFormatter(logging.Formatter):
    """A record as one line: timestamp (UTC), level, logger, message, what it is about, and its traceback."""

    def __init__(self, about: dict[str, Any]):
        super().__init__()
        self.about = about

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        moment = datetime.fromtimestamp(record.created, UTC)
        told: dict[str, Any] = {
            "timestamp": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **self.about,
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        told |= {name: value for name, value in vars(record).items() if name not in ALWAYS_THERE}
        return json.dumps(told, ensure_ascii=False, default=str)


def install_handler(settings: BaseSettings, about: dict[str, Any]) -> logging.Handler:
    """Log as Scrapy's settings say (LOG_FILE, LOG_LEVEL …), in the form that the place wants; the handler."""
    path = settings.get("LOG_FILE")
    handler = logging.FileHandler(path, encoding=settings.get("LOG_ENCODING")) if path else logging.StreamHandler()
    stream = None if path else getattr(handler, "stream", None)
    plain = logging.Formatter(settings.get("LOG_FORMAT"), settings.get("LOG_DATEFORMAT"))
    handler.setFormatter(JsonFormatter(about) if wants_json(stream) else plain)
    handler.setLevel(settings.get("LOG_LEVEL"))
    logging.root.setLevel(logging.NOTSET)
    logging.root.addHandler(handler)
    return handler
