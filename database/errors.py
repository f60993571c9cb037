"""What can be wrong with a database, each with a sentence that says what to do."""

from __future__ import annotations


class DatabaseError(Exception):
    """The database cannot be used as it is; the message is one line for a person."""


class DatabaseUnavailable(DatabaseError):
    """There is no server to talk to."""


class BadDatabaseUrl(DatabaseError):
    """DATABASE_URL cannot be understood. The message never holds the password."""


class WrongSchema(DatabaseError):
    """The tables are not those that this code needs."""
