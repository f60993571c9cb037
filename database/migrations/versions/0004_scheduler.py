"""The scheduler's leases, what signs links, how often somebody asked, and two more types of mail."""

from database.migrations.statements import run_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    run_file("0004_up.sql")


def downgrade() -> None:
    run_file("0004_down.sql")
