"""The chores of GoodSeed's workers, for cron: `python -m scheduler crawls|stalled|cleanup|emails|report|all|run`.

Any number of nodes may run the same crontab: a task that another node is at is skipped. The job server runs all of
them by itself, unless it is told not to (housekeeping = off). Exit code 0: done, or skipped; 1: something failed.
"""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError

from database.engine import describe
from database.errors import DatabaseError
from database.home import home
from database.schema import require_schema
from emails.settings import BadSetting
from emails.types import EmailType
from jobs.error_reports import report_errors
from jobs.piping import until_unread
from scheduler.preview import write_preview
from scheduler.tasks import TASKS, Result, run_task
from scheduler.timer import housekeeping


def main(arguments: list[str] | None = None) -> int:
    """Run what is asked for; 0 when it worked, 1 when something failed, 2 for bad arguments."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    report_errors("scheduler")
    try:
        if getattr(options, "preview", None):
            return _preview(options)
        require_schema()
    except (DatabaseError, OperationalError, BadSetting, OSError) as error:
        print(f"error: {describe(error)}", file=sys.stderr)
        return 1
    with _told_to_stop() as stop:
        if options.command == "run":
            housekeeping(stop, _say_json if options.json else _say)
            return 0
        names = TASKS if options.command == "all" else [options.command]
        results = [run_task(TASKS[name], stop, **_options_of(name, options)) for name in names if not stop.is_set()]
    return _report(results, as_json=options.json)


def _options_of(name: str, options: argparse.Namespace) -> dict[str, Any]:
    given = {"dry_run": options.dry_run}
    return given | ({"at_once": True} if name == "crawls" and options.at_once else {})


def _report(results: list[Result], *, as_json: bool) -> int:
    has_failed = any(result.status == "failed" for result in results)
    if as_json:
        print(json.dumps({"ok": not has_failed, "tasks": [result.to_dict() for result in results]}))
    else:
        for result in results:
            _say(result)
    return int(has_failed)


def _say(result: Result) -> None:
    mark = {"done": "", "skipped": "skipped: ", "failed": "FAILED: "}[result.status]
    print(f"{result.task:8} {mark}{result.said} ({result.seconds:.1f} s)", flush=True)


def _say_json(result: Result) -> None:
    print(json.dumps(result.to_dict()), flush=True)


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """What SIGTERM and Ctrl-C set: a task then ends where it can be gone on with, and gives its lease back."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _preview(options: argparse.Namespace) -> int:
    files = write_preview(EmailType(options.preview), options.to or home() / "preview")
    if options.json:
        print(json.dumps({"ok": True, "files": [str(file) for file in files]}))
    else:
        print(*files, sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    times = "\n".join(f"  {task.cron:14} {task.name:8} {task.about}" for task in TASKS.values())
    parser = argparse.ArgumentParser(
        prog="python -m scheduler",
        description=__doc__,
        epilog=f"cron times (UTC) of `run` and of the job server:\n{times}\n\ndocs/operations.md has crontab lines.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="TASK")
    for task in TASKS.values():
        _add(commands, task.name, task.about)
    _add(commands, "all", "all of these once, one after the other")
    run = _add(commands, "run", "all of these on their cron times, until it is told to stop", can_be_dry=False)
    run.set_defaults(dry_run=False)
    emails = commands.choices["emails"]
    kinds = [str(kind) for kind in EmailType]
    emails.add_argument("--preview", metavar="TYPE", type=str.upper, choices=kinds, help=_PREVIEW)
    emails.add_argument("--to", metavar="FOLDER", type=Path, help="where the preview goes (default: .goodseed/preview)")
    return parser


_PREVIEW = f"write a made-up mail as files to look at, and send nothing: {', '.join(EmailType)}"


def _add(commands: Any, name: str, about: str, *, can_be_dry: bool = True) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    command.add_argument("--json", action="store_true", help="print what was done as JSON")
    if can_be_dry:
        command.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    if name in ("crawls", "all"):
        command.add_argument(
            "--now",
            dest="at_once",
            action="store_true",
            help="queue what is due without spreading it over the interval",
        )
    return command


if __name__ == "__main__":
    sys.exit(until_unread(main))
