"""The life of jobs: a job is one crawl of one seller, and its row is queue entry, status and record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Double,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from database.tables.columns import choice, key, metadata, moment, now, seller

STATES = ("waiting", "delayed", "active", "completed", "failed", "cancelled")
TRIGGERS = ("api", "schedule", "retry", "dashboard", "cli")
OUTCOMES = ("completed", "failed", "cancelled")
ENDINGS = (*OUTCOMES, "released")
UNFINISHED = "state IN ('waiting', 'delayed', 'active')"
COUNTERS = ("pages_done", "products_seen", "created", "updated", "unchanged", "rejected", "left_out", "errors")


def _counter(name: str, **options: Any) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"), **options)


scrape_jobs = Table(
    "scrape_jobs",
    metadata,
    Column("job_id", Text, CheckConstraint("job_id ~ '^[A-Za-z0-9_.-]{1,100}$'", name="job_id"), primary_key=True),
    seller(),
    choice("state", *STATES, nullable=False),
    Column("priority", Numeric, nullable=False, server_default=text("0"), comment="higher first"),
    now("run_at"),
    Column(
        "run",
        BigInteger,
        comment="the number of its latest claim, never used twice; what a crawl writes names it",
    ),
    Column("attempt", Integer, nullable=False, server_default=text("0")),
    Column("max_attempts", Integer, nullable=False, server_default=text("3")),
    Column(
        "rate_limits",
        Integer,
        nullable=False,
        server_default=text("0"),
        comment="how often the shop refused us",
    ),
    Column(
        "duplicate",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="its seller may have other unfinished jobs",
    ),
    Column("cancel_requested", Boolean, nullable=False, server_default=text("false")),
    Column("args", JSONB, nullable=False, server_default=text("'{}'")),
    Column("settings", JSONB, nullable=False, server_default=text("'{}'")),
    choice("trigger", *TRIGGERS, nullable=False),
    Column("node", Text),
    Column("pid", Integer),
    moment("heartbeat_at"),
    moment("page_at", comment="when a page was last finished, or the attempt began"),
    now("created_at"),
    moment("started_at"),
    moment("finished_at"),
    Column("pages_total", Integer),
    *(_counter(name) for name in COUNTERS),
    _counter("held", comment="products of which a change was not written"),
    Column("error_code", Text),
    Column("error_message", Text),
    Column("suspicious", Text, comment="what looks wrong about a completed crawl"),
    Column(
        "rank",
        Numeric,
        Computed(
            "extract(epoch FROM run_at - timestamptz '2000-01-01 00:00:00+00') - priority * 3600",
            persisted=True,
        ),
        comment="the order of a seller's waiting jobs, lowest first: when it was due, less an hour a step of priority",
    ),
    Index("ix_scrape_jobs_state_created_at", "state", "created_at", "job_id"),
    Index("ix_scrape_jobs_seller_state_created_at", "seller", "state", "created_at", "job_id"),
    Index("ix_scrape_jobs_waiting", "seller", "rank", postgresql_where=text("state = 'waiting'")),
    Index("ix_scrape_jobs_delayed", "run_at", postgresql_where=text("state = 'delayed'")),
    Index("ix_scrape_jobs_unfinished", "seller", "state", postgresql_where=text(UNFINISHED)),
    Index("uq_scrape_jobs_active", "seller", unique=True, postgresql_where=text("state = 'active'")),
    Index("uq_scrape_jobs_unfinished", "seller", unique=True, postgresql_where=text(f"{UNFINISHED} AND NOT duplicate")),
)

scrape_attempts = Table(
    "scrape_attempts",
    metadata,
    key(),
    Column("job_id", Text, ForeignKey("scrape_jobs.job_id", ondelete="CASCADE"), nullable=False),
    Column("run", BigInteger, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("node", Text),
    Column("pid", Integer),
    now("started_at"),
    moment("finished_at"),
    choice("outcome", *ENDINGS),
    Column("error_code", Text),
    Column("error_message", Text),
    Column("exit_code", Integer),
    Column("log", Text, comment="where its log is"),
    *(_counter(name) for name in (*COUNTERS, "held")),
    UniqueConstraint("job_id", "run"),
    Index("ix_scrape_attempts_started_at", "started_at"),
)

job_totals = Table(
    "job_totals",
    metadata,
    seller(primary_key=True),
    choice("outcome", *OUTCOMES, primary_key=True),
    Column("jobs", BigInteger, nullable=False, server_default=text("0")),
    Column("seconds", Numeric, nullable=False, server_default=text("0")),
    Column("products", BigInteger, nullable=False, server_default=text("0")),
    Column(
        "removed",
        BigInteger,
        nullable=False,
        server_default=text("0"),
        comment="how many of the jobs are not in scrape_jobs any more, or not finished any more",
    ),
)

job_durations = Table(
    "job_durations",
    metadata,
    seller(primary_key=True),
    choice("outcome", *OUTCOMES, primary_key=True),
    Column("up_to", Double, primary_key=True, comment="seconds: the upper end of a part of the histogram"),
    Column("jobs", BigInteger, nullable=False, server_default=text("0")),
)
