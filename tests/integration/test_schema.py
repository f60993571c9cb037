"""The database's tables come, go and are checked by their version."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from database import schema
from database.engine import engine, transaction
from database.errors import WrongSchema
from database.migrating import migrate
from database.tables import metadata


def _database(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "database", *words], capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("database")
def test_the_migrations_make_exactly_the_tables_that_the_code_knows():
    with engine().connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@pytest.mark.usefixtures("database")
def test_the_migrations_go_down_to_nothing_and_up_again():
    migrate("base", may_lose_data=True)
    with transaction() as connection:
        left = connection.exec_driver_sql(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'alembic%%'"
        )
        assert left.scalars().all() == []
    migrate()
    assert schema.current_version() == schema.needed_version()


@pytest.mark.usefixtures("empty_database")
def test_a_server_without_tables_is_told_apart_in_one_line():
    with pytest.raises(WrongSchema, match="no GoodSeed tables yet: run `python -m database migrate`"):
        schema.require_schema()


@pytest.mark.usefixtures("database")
def test_a_server_with_an_older_schema_gets_a_sentence_that_says_what_to_run(monkeypatch):
    monkeypatch.setattr(schema, "needed_version", lambda: "0999")
    with pytest.raises(
        WrongSchema, match=r"is at schema \d{4}, this code needs 0999: run `python -m database migrate`"
    ):
        schema.require_schema()


@pytest.mark.usefixtures("database")
def test_a_server_with_a_newer_schema_asks_for_newer_code():
    with transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'z999'")
    with pytest.raises(WrongSchema, match="newer than this code"):
        schema.require_schema()


@pytest.mark.usefixtures("empty_database")
def test_the_command_line_migrates_and_says_where_it_stands():
    before = _database("status")
    assert (before.returncode, "run `python -m database migrate`" in before.stderr) == (1, True)
    assert _database("migrate").returncode == 0
    assert _database("status").stdout.endswith(": ok\n")


def test_a_wrong_database_url_is_one_line_without_the_password(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://me:secret@host/db")
    answer = _database("status")
    assert answer.returncode == 1
    assert answer.stderr.startswith("error: DATABASE_URL names 'mysql'")
    assert "secret" not in answer.stderr
    assert answer.stderr.count("\n") == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("migrate", "base"), "drops tables: add --yes to allow it"),
        (("migrate", "9999"), "There is no version '9999'"),
    ],
)
def test_a_migration_that_would_lose_data_or_does_not_exist_is_one_line(words: tuple[str, ...], said: str):
    answer = _database(*words)
    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
    assert said in answer.stderr
    assert schema.current_version() == schema.needed_version()


@pytest.mark.usefixtures("database")
def test_the_printed_address_is_one_that_psql_can_use(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me:secret@host/db?sslmode=require")
    assert _database("url").stdout == "postgresql://me:secret@host/db?sslmode=require\n"
