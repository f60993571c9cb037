"""The catalogue, the jobs, the mails."""

from database.migrations.statements import run_file

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_file("0001_up.sql")


def downgrade() -> None:
    run_file("0001_down.sql")
