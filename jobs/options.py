"""The command line of `python -m jobs`: its commands, and what they take."""

from __future__ import annotations

import argparse
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from jobs.states import State


def make_parser(description: str) -> argparse.ArgumentParser:
    """The parser, which ends the process with exit code 2 and one line for what it does not understand."""
    parser = argparse.ArgumentParser(prog="python -m jobs", description=description)
    commands = parser.add_subparsers(dest="command", required=True)

    listing = commands.add_parser("list", help="jobs, the newest first")
    listing.add_argument(
        "--state", action="append", default=[], choices=[str(state) for state in State], help="may be given repeatedly"
    )
    listing.add_argument("--seller")
    listing.add_argument("--limit", type=_count, default=20, help="at most so many (20)")

    watch = commands.add_parser("watch", help="show what runs and waits, or one job until it has ended")
    watch.add_argument("job", nargs="?", help="a job's id; exit code 0 when it is completed, 1 when not")

    _add_schedule(commands.add_parser("schedule", help="queue a crawl of a seller"))

    retry = commands.add_parser("retry", help="give a failed job one more attempt")
    retry.add_argument("job")
    cancel = commands.add_parser("cancel", help="cancel a job: at once, or as soon as its process has ended")
    cancel.add_argument("job")
    return parser


def _add_schedule(schedule: argparse.ArgumentParser) -> None:
    schedule.add_argument("seller")
    pairs: dict[str, Any] = {"type": _pair, "action": "append", "default": [], "metavar": "NAME=VALUE"}
    schedule.add_argument("-a", dest="argument", **pairs, help="an argument of the crawl, as of `scrapy crawl`")
    schedule.add_argument("-s", dest="setting", **pairs, help="a Scrapy setting of this crawl")
    schedule.add_argument("--job-id", help="its id; the same one again is the same job")
    schedule.add_argument("--priority", type=_priority, default=Decimal(0), help="higher first (0)")
    schedule.add_argument("--delay", type=_seconds, default=timedelta(), metavar="SECONDS", help="due so much later")
    schedule.add_argument("--duplicate", action="store_true", help="also when the seller waits or runs already")
    schedule.add_argument(
        "--wait", action="store_true", help="follow it to its end: exit code 0 completed, 1 failed, 3 seller busy"
    )


def _pair(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 10000")
    return int(text)


def _priority(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None


def _seconds(text: str) -> timedelta:
    try:
        return timedelta(seconds=float(text))
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds") from None
