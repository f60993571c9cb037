"""Taking the database from one version of the schema to another, with Alembic."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from database.errors import WrongSchema
from database.schema import VERSIONS, check_schema, current_version, known_versions


def migrate(version: str = "head", *, may_lose_data: bool = False) -> None:
    """Bring the database to a version ("head", its number, "-1", "base"), up or down, in one transaction.

    Raises WrongSchema for a version that there is not, for a database that is newer than this code, and for a
    way down, which drops tables, unless losing their rows is allowed.
    """
    current, known = current_version(), known_versions()
    if version not in ("head", "base", "-1", *known):
        raise WrongSchema(f"There is no version {version!r}: head, base, -1, {', '.join(known)}.")
    if current is not None and current not in known:
        check_schema()
    goes_down = version in ("base", "-1") or (version in known and current in known and version < str(current))
    if goes_down and not may_lose_data:
        raise WrongSchema(f"Going from {current or 'nothing'} down to {version} drops tables: add --yes to allow it.")
    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    (command.downgrade if goes_down else command.upgrade)(config, version)
