"""How Alembic reaches the database: through the project's only engine, one migration at a time."""

from alembic import context
from sqlalchemy import text

from database.engine import engine
from database.tables import metadata

_LOCK = 7_240_001

with engine().begin() as connection:
    # Two processes that start on an empty database must not both make the tables.
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    context.configure(connection=connection, target_metadata=metadata)
    context.run_migrations()
