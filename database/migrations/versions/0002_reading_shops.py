"""What polite and frugal reading needs: turns at a shop, its robots.txt, one held change a product."""

from database.migrations.statements import run_file

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    run_file("0002_up.sql")


def downgrade() -> None:
    run_file("0002_down.sql")
