"""Migrations are SQL files: this runs one."""

from __future__ import annotations

from pathlib import Path

from alembic import op

_FOLDER = Path(__file__).parent / "sql"


def run_file(name: str) -> None:
    """Run all statements of a file in migrations/sql/, as they stand there."""
    op.get_bind().exec_driver_sql((_FOLDER / name).read_text(encoding="utf-8"))
