"""${message}"""

from database.migrations.statements import run_file

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    run_file("${up_revision}_up.sql")


def downgrade() -> None:
    run_file("${up_revision}_down.sql")
