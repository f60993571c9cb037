"""DATABASE_URL is understood in the forms that hosts hand out, and errors keep its password to themselves."""

from __future__ import annotations

import traceback

import pytest
from psycopg2.extensions import make_dsn, parse_dsn
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL

from database.addresses import DRIVER, FOREIGN_OPTIONS, read_url
from database.errors import BadDatabaseUrl

PLAIN = "postgresql://me:s3cret@host.example:5432/shop"
NEON = "postgres://me:s3cret@ep-1-pooler.eu-central-1.aws.neon.tech/shop?sslmode=require&channel_binding=require"
SUPABASE = "postgres://postgres.ref:s3cret@aws-0-eu.pooler.supabase.com:6543/postgres"


def _as_libpq_reads_it(url: URL) -> dict[str, str]:
    """What the driver would connect with; libpq refuses words that it does not know."""
    words, options = postgresql.psycopg2.dialect().create_connect_args(url)
    return parse_dsn(make_dsn(*words, **options))


@pytest.mark.parametrize(
    ("given", "read"),
    [
        pytest.param(
            NEON,
            {
                "host": "ep-1-pooler.eu-central-1.aws.neon.tech",
                "user": "me",
                "password": "s3cret",
                "dbname": "shop",
                "sslmode": "require",
                "channel_binding": "require",
            },
            id="Neon",
        ),
        pytest.param(
            "postgres://me:s3cret@ep-1.neon.tech/shop?sslmode=require&options=endpoint%3Dep-1",
            {
                "host": "ep-1.neon.tech",
                "user": "me",
                "password": "s3cret",
                "dbname": "shop",
                "sslmode": "require",
                "options": "endpoint=ep-1",
            },
            id="Neon, for clients without SNI",
        ),
        pytest.param(
            "postgresql://me:s3cret@dpg-a1-a.frankfurt-postgres.render.com/shop_x1",
            {
                "host": "dpg-a1-a.frankfurt-postgres.render.com",
                "user": "me",
                "password": "s3cret",
                "dbname": "shop_x1",
            },
            id="Render",
        ),
        pytest.param(
            "postgresql://postgres:s3cret@containers-us-west-1.railway.app:6543/railway",
            {
                "host": "containers-us-west-1.railway.app",
                "port": "6543",
                "user": "postgres",
                "password": "s3cret",
                "dbname": "railway",
            },
            id="Railway",
        ),
        pytest.param(
            "postgres://u1:s3cret@ec2-1-2-3-4.eu-west-1.compute.amazonaws.com:5432/d1",
            {
                "host": "ec2-1-2-3-4.eu-west-1.compute.amazonaws.com",
                "port": "5432",
                "user": "u1",
                "password": "s3cret",
                "dbname": "d1",
            },
            id="Heroku",
        ),
        pytest.param(
            f"{SUPABASE}?pgbouncer=true&connection_limit=1&schema=public",
            {
                "host": "aws-0-eu.pooler.supabase.com",
                "port": "6543",
                "user": "postgres.ref",
                "password": "s3cret",
                "dbname": "postgres",
            },
            id="Supabase, for Prisma",
        ),
        pytest.param(
            "postgresql+asyncpg://me:s3cret@[::1]:5433/shop",
            {"host": "::1", "port": "5433", "user": "me", "password": "s3cret", "dbname": "shop"},
            id="another driver, IPv6",
        ),
        pytest.param(
            "postgresql://postgres@/shop?host=/tmp/socket",
            {"host": "/tmp/socket", "user": "postgres", "dbname": "shop"},
            id="a socket",
        ),
    ],
)
def test_what_a_host_hands_out_is_what_the_driver_connects_with(given: str, read: dict[str, str]):
    assert _as_libpq_reads_it(read_url(given)) == read


@pytest.mark.parametrize(
    "pasted",
    [
        PLAIN,
        f"  {PLAIN}\n",
        f"'{PLAIN}'",
        f'"{PLAIN}"',
        f" '{PLAIN}' ",
        f"psql '{PLAIN}'",
        f'psql "{PLAIN}"',
        f"psql   {PLAIN} ",
        PLAIN.replace("postgresql:", "postgres:"),
        PLAIN.replace("postgresql:", "postgresql+psycopg2:"),
        PLAIN.replace("postgresql:", "postgresql+psycopg:"),
    ],
)
def test_quotes_space_the_psql_command_and_another_driver_around_an_address_do_not_matter(pasted: str):
    assert read_url(pasted) == URL.create(DRIVER, "me", "s3cret", "host.example", 5432, "shop")


@pytest.mark.parametrize("given", [NEON, PLAIN, SUPABASE, "postgres:///shop"])
def test_an_address_that_was_read_is_read_again_as_itself(given: str):
    read = read_url(given)
    assert read.drivername == "postgresql+psycopg2"
    assert read_url(read.render_as_string(hide_password=False)) == read


@pytest.mark.parametrize(
    ("encoded", "password"),
    [
        ("p%40ss", "p@ss"),
        ("a%2Fb%3Ac", "a/b:c"),
        ("100%25", "100%"),
        ("%23%3F%26", "#?&"),
        ("sp%20ace", "sp ace"),
        ("gr%C3%BCn", "grün"),
        ("a+b", "a+b"),
        ("it%27s", "it's"),
    ],
)
def test_a_percent_encoded_password_is_the_password_that_the_server_gets(encoded: str, password: str):
    url = read_url(f"postgres://me:{encoded}@host/shop")
    assert _as_libpq_reads_it(url)["password"] == password
    assert read_url(url.render_as_string(hide_password=False)).password == password


@pytest.mark.parametrize("option", FOREIGN_OPTIONS)
def test_an_option_that_only_other_clients_know_never_reaches_the_driver(option: str):
    assert dict(read_url(f"{PLAIN}?{option}=1&sslmode=require").query) == {"sslmode": "require"}


def test_ssl_true_which_libpq_takes_in_an_address_but_not_as_a_keyword_asks_for_tls():
    assert _as_libpq_reads_it(read_url(f"{PLAIN}?ssl=true"))["sslmode"] == "require"


@pytest.mark.parametrize("option", ["sslmode=require", "channel_binding=require", "application_name=x", "target=1"])
def test_all_other_options_stay(option: str):
    name, _, value = option.partition("=")
    assert read_url(f"{PLAIN}?{option}").query == {name: value}


NO_ADDRESS = "is no database address"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", NO_ADDRESS),
        ("psql", NO_ADDRESS),
        ("me:s3cret@host/shop", NO_ADDRESS),
        ("host=h user=me password=s3cret dbname=shop", NO_ADDRESS),
        ("PGPASSWORD=s3cret psql -h host -U me shop", NO_ADDRESS),
        ("DATABASE_URL=postgres://me:s3cret@host/shop", NO_ADDRESS),
        ("postgresql://me:s3cret@host:port/shop", NO_ADDRESS),
        ("postgresql://me:s3cret", NO_ADDRESS),
        ("jdbc:postgresql://host/shop?user=me&password=s3cret", NO_ADDRESS),
        ("mysql://me:s3cret@host/shop", "names 'mysql': GoodSeed keeps its data in PostgreSQL only"),
        ("sqlite:///s3cret.db", "names 'sqlite': GoodSeed keeps its data in PostgreSQL only"),
        ("prisma://accelerate.prisma-data.net/?api_key=s3cret", "names 'prisma'"),
        (f"{PLAIN}?schema=shop", "names schema='shop': the tables are in the schema 'public'"),
    ],
)
def test_what_is_no_address_of_ours_is_one_line_that_says_why_without_the_password(given: str, said: str):
    with pytest.raises(BadDatabaseUrl) as caught:
        read_url(given)
    message = str(caught.value)
    assert message.startswith("DATABASE_URL ") and said in message
    assert "\n" not in message
    assert "s3cret" not in message


@pytest.mark.parametrize(
    "given", ["postgresql://me:s3cret", "postgresql://me:s3cret@host:port/shop", "mysql://me:s3cret@host/shop"]
)
def test_not_even_the_trace_of_an_error_holds_the_password(given: str):
    with pytest.raises(BadDatabaseUrl) as caught:
        read_url(given)
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))


def test_an_address_shown_to_people_hides_its_password():
    assert str(read_url(NEON)).startswith("postgresql+psycopg2://me:***@ep-1")
