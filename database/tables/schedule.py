"""Who runs the scheduler's tasks: many nodes may have the same crontab."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from database.tables.columns import metadata, moment

leases = Table(
    "leases",
    metadata,
    Column("task", Text, primary_key=True),
    Column("holder", Text, comment="who runs the task now, or null"),
    moment("held_until"),
    moment("slot", comment="the latest of the task's cron times that some timer has taken"),
)
