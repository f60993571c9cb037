"""DATABASE_URL in the forms that hosts hand out, as the one form that SQLAlchemy is given."""

from __future__ import annotations

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from database.errors import BadDatabaseUrl

DRIVER = "postgresql+psycopg2"
SCHEMES = ("postgres", "postgresql")
# What Prisma and Supabase put into the address for themselves; libpq refuses words that it does not know.
FOREIGN_OPTIONS = (
    "pgbouncer",
    "connection_limit",
    "pool_timeout",
    "socket_timeout",
    "statement_cache_size",
    "sslaccept",
    "supa",
    "sslidentity",
    "uselibpqcompat",
    "workaround",
)


def read_url(text: str) -> URL:
    """The address of a PostgreSQL server, driver named.

    >>> str(read_url("postgres://u:p@ep-1.neon.tech/db?sslmode=require"))
    'postgresql+psycopg2://u:***@ep-1.neon.tech/db?sslmode=require'
    >>> read_url("psql 'postgresql://u@h/db?schema=public&pgbouncer=true'").render_as_string()
    'postgresql+psycopg2://u@h/db'

    Raises BadDatabaseUrl, without the password, when it is no PostgreSQL address.
    """
    text = text.strip().removeprefix("psql ").strip().strip("'\"")
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BadDatabaseUrl(
            "DATABASE_URL is no database address: it should look like postgresql://user:password@host:5432/name "
            "(special characters of the password percent-encoded)"
        ) from None  # whose own words may hold the password
    if url.drivername.split("+", 1)[0] not in SCHEMES:
        raise BadDatabaseUrl(
            f"DATABASE_URL names {url.drivername!r}: GoodSeed keeps its data in PostgreSQL only (postgresql://…)"
        )
    if url.query.get("ssl") in ("true", "1"):  # as Node and Java say it
        url = url.update_query_dict({"sslmode": "require"})
    schema = url.query.get("schema", "public")
    if schema != "public":
        raise BadDatabaseUrl(f"DATABASE_URL names schema={schema!r}: the tables are in the schema 'public'")
    return url.set(drivername=DRIVER).difference_update_query([*FOREIGN_OPTIONS, "schema", "ssl"])
