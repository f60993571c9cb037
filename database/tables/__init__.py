"""The tables, as SQLAlchemy knows them. docs/data-model.md tells what they mean; migrations/ makes them."""

from database.tables import catalogue, jobs, messages, reading, schedule
from database.tables.columns import metadata

__all__ = ["catalogue", "jobs", "messages", "metadata", "reading", "schedule"]
