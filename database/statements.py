"""SQL lives in files of its own: `<package>/sql/<name>.sql`. This reads them, once, and runs them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult


def execute(connection: Connection, name: str, /, **values: Any) -> CursorResult[Any]:
    """Run a statement, named "package/name", with its %(name)s parameters; the result of its last part."""
    return connection.exec_driver_sql(_read(name), values or None)


@cache
def _read(name: str) -> str:
    package, _, statement = name.partition("/")
    return (Path(__file__).parents[1] / package / "sql" / f"{statement}.sql").read_text(encoding="utf-8")
