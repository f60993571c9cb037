"""SQL lives in files of its own: this reads them, once."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def statement(folder: str, name: str) -> str:
    """The text of `<folder>/sql/<name>.sql` of this project, with %(name)s parameters as psycopg2 takes them."""
    return (Path(__file__).parents[1] / folder / "sql" / f"{name}.sql").read_text(encoding="utf-8")
