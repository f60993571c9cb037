"""Taking the database from one version of the schema to another, with Alembic."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from database.schema import VERSIONS, current_version, known_versions


def migrate(version: str = "head") -> None:
    """Bring the database to a version ("head", its number, "-1", "base"), up or down, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    move = command.downgrade if _is_before(version, current_version()) else command.upgrade
    move(config, version)


def _is_before(version: str, current: str | None) -> bool:
    known = known_versions()
    if version in known and current in known:
        return known.index(version) < known.index(current)
    return version == "base" or version.startswith("-")
