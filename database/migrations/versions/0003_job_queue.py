"""The job table becomes the queue: ranks, refusals, duplicates, totals that outlive the jobs."""

from database.migrations.statements import run_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    run_file("0003_up.sql")


def downgrade() -> None:
    run_file("0003_down.sql")
