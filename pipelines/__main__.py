"""What the pipelines could not decide, for people: `python -m pipelines held list|accept|drop`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from database import engine
from database.errors import DatabaseError
from database.schema import require_schema
from jobs.piping import until_unread
from pipelines import reviewing
from pipelines.cached_pages import CacheUnavailable, drop_cached_pages
from pipelines.reviewing import Choice, HeldChange, NotHeld

if TYPE_CHECKING:
    from collections.abc import Iterator

FAILED, BAD_ARGUMENTS = 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it worked, 1 when the database is not usable, 2 for what is not there to settle."""
    options = _parser().parse_args(arguments)
    try:
        require_schema()
        for line in _COMMANDS[options.command](options):
            print(line)
    except NotHeld as error:
        return _complain(str(error), BAD_ARGUMENTS)
    except DatabaseError as error:
        return _complain(str(error), FAILED)
    except OperationalError as error:
        return _complain(f"the database does not answer: {engine.describe(error)}", FAILED)
    return 0


def _complain(message: str, code: int) -> int:
    print(f"error: {message}", file=sys.stderr)
    return code


def _list(options: argparse.Namespace) -> Iterator[str]:
    changes = reviewing.find_changes(options.seller, options.state)
    if options.json:
        yield json.dumps(
            [change._asdict() for change in changes], ensure_ascii=False, default=datetime.isoformat, indent=2
        )
        return
    yield from map(_tell, changes)
    if not changes:
        yield f"nothing is {options.state}{(options.seller and f' of {options.seller}') or ''}"


def _tell(change: HeldChange) -> str:
    return (
        f"{change.id}  {change.seller}  {change.held_at:%Y-%m-%d %H:%M}  {change.name}: {change.reason}  {change.url}"
    )


def _accept(options: argparse.Namespace) -> Iterator[str]:
    done, refused = reviewing.accept(_choice(options))
    yield f"accepted: {_count(done)}"
    if done:
        _drop_cached_pages()
    if refused:
        yield f"refused by the database, and dropped: {_count(refused)}; see `held list --state dropped`"


def _drop_cached_pages() -> None:
    """The web app shows what was accepted; that its old pages stay a while is no failure."""
    try:
        drop_cached_pages()
    except CacheUnavailable as error:
        print(f"warning: cached pages of the web app may be old: {error}", file=sys.stderr)


def _drop(options: argparse.Namespace) -> Iterator[str]:
    yield f"dropped: {_count(reviewing.drop(_choice(options)).done)}"


def _choice(options: argparse.Namespace) -> Choice:
    return Choice(ids=tuple(dict.fromkeys(options.ids)), seller=options.seller, is_all=options.all)


def _count(changes: int) -> str:
    return "1 change" if changes == 1 else f"{changes} changes"


_COMMANDS = {"list": _list, "accept": _accept, "drop": _drop}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipelines", description=__doc__)
    groups = parser.add_subparsers(dest="group", required=True)
    held = groups.add_parser("held", help="changes that wait for a look, because a price moved too far")
    commands = held.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list", help="show them, the oldest first, with their numbers (ID)")
    listing.add_argument("--seller", help="only this seller's")
    listing.add_argument("--json", action="store_true", help="with what is stored and what was read")
    listing.add_argument(
        "--state",
        choices=("held", "waiting", "dropped"),
        default="held",
        help="held (default), waiting for the end of a crawl, or dropped",
    )
    accept = commands.add_parser("accept", help="believe them: write what was read, with the prices' history")
    drop = commands.add_parser("drop", help="believe what is stored, for as long as the shop shows these prices")
    for command in (accept, drop):
        command.add_argument("ids", nargs="*", type=int, metavar="ID", help="their numbers, as list shows them")
        command.add_argument("--seller", help="all that is held of this seller")
        command.add_argument("--all", action="store_true", help="all that is held")
    return parser


if __name__ == "__main__":
    sys.exit(until_unread(main))
