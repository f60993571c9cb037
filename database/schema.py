"""The schema's version: what the database has, what this code needs, and a clear word when they differ."""

from __future__ import annotations

from pathlib import Path

from database.engine import engine, is_embedded
from database.errors import WrongSchema

VERSIONS = Path(__file__).parent / "migrations" / "versions"


def known_versions() -> list[str]:
    """All versions, oldest first: the numbers that the migrations' files begin with."""
    return sorted(path.name.split("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))


def needed_version() -> str:
    """The version that this code was written for."""
    return known_versions()[-1]


def current_version() -> str | None:
    """The version of the database; None where GoodSeed has no tables yet."""
    with engine().connect() as connection:
        if connection.exec_driver_sql("SELECT to_regclass('alembic_version')").scalar() is None:
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def require_schema() -> None:
    """Make sure that the tables are those this code needs: the embedded server's are migrated, others' only checked.

    Raises WrongSchema, whose message says what to run.
    """
    current = current_version()
    if is_embedded() and current != needed_version() and (current is None or current in known_versions()):
        # Imported only here: Alembic takes a third of a second and 15 MB that no crawl needs.
        from database.migrating import migrate

        migrate()
        current = current_version()
    _compare(current, needed_version())


def check_schema() -> None:
    """Raises WrongSchema, whose message says what to run, unless the tables are those that this code needs."""
    _compare(current_version(), needed_version())


def _compare(current: str | None, needed: str) -> None:
    if current is None:
        raise WrongSchema("The database has no GoodSeed tables yet: run `python -m database migrate`.")
    if current not in known_versions():
        raise WrongSchema(
            f"The database is at schema {current}, newer than this code ({needed}): install the newer code."
        )
    if current != needed:
        raise WrongSchema(
            f"The database is at schema {current}, this code needs {needed}: run `python -m database migrate`."
        )
