"""The database, for people: `python -m database migrate|status|url|start|stop|remove`."""

from __future__ import annotations

import argparse
import shutil
import sys

from sqlalchemy.exc import OperationalError

from database import embedded, engine, home, schema
from database.errors import DatabaseError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it worked, 1 when the database is not usable, 2 for bad arguments."""
    options = _parser().parse_args(arguments)
    try:
        print(_COMMANDS[options.command](options))
    except DatabaseError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except OperationalError as error:
        print(f"error: the database does not answer: {engine.describe(error)}", file=sys.stderr)
        return 1
    return 0


def _migrate(options: argparse.Namespace) -> str:
    from database.migrating import migrate

    migrate(options.version, may_lose_data=options.yes)
    return f"schema {schema.current_version() or 'empty'}"


def _status(_options: argparse.Namespace) -> str:
    schema.check_schema()
    return f"schema {schema.needed_version()}: ok"


def _url(_options: argparse.Namespace) -> str:
    return engine.engine().url.set(drivername="postgresql").render_as_string(hide_password=False)


def _start(_options: argparse.Namespace) -> str:
    _only_embedded()
    embedded.start()
    schema.require_schema()
    return _url(_options)


def _stop(_options: argparse.Namespace) -> str:
    _only_embedded()
    return "stopped" if embedded.stop() else "was not running"


def _remove(_options: argparse.Namespace) -> str:
    _only_embedded()
    embedded.stop()
    shutil.rmtree(home.server_folder(), ignore_errors=True)
    return "removed"


def _only_embedded() -> None:
    if not engine.is_embedded():
        raise DatabaseError("DATABASE_URL is set: this server is not ours to start or stop")


_COMMANDS = {"migrate": _migrate, "status": _status, "url": _url, "start": _start, "stop": _stop, "remove": _remove}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m database", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    migrate = commands.add_parser("migrate", help="bring the tables to the newest form, or to VERSION")
    migrate.add_argument("version", nargs="?", default="head", help="head, base, -1 or a revision's name")
    migrate.add_argument("--yes", action="store_true", help="also when that drops tables and all that is in them")
    commands.add_parser("status", help="say whether the tables are those that this code needs")
    commands.add_parser("url", help="print the address of the database in use, with its password")
    commands.add_parser("start", help="start the embedded server and migrate it")
    commands.add_parser("stop", help="stop the embedded server")
    remove = commands.add_parser("remove", help="stop the embedded server and delete all that is in it")
    remove.add_argument("--yes", action="store_true", required=True, help="that it is meant")
    return parser


if __name__ == "__main__":
    sys.exit(main())
