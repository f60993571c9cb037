"""What is told to people: the outbox of e-mails, and who asked to be alerted of what."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from database.tables.columns import choice, key, metadata, moment, now

EMAIL_TYPES = (
    "SCRAPE_COMPLETED",
    "SCRAPE_FAILED",
    "SCRAPE_SUSPICIOUS",
    "FAILURE_SUMMARY",
    "USER_WELCOME",
    "ALERT_CONFIRMATION",
    "PRICE_DROP",
    "BACK_IN_STOCK",
    "WEEKLY_REPORT",
)

emails = Table(
    "emails",
    metadata,
    key(),
    choice("type", *EMAIL_TYPES, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("data", JSONB, nullable=False, server_default=text("'{}'")),
    Column("dedupe_key", Text, nullable=False),
    choice("state", "queued", "sending", "sent", "failed", nullable=False, server_default=text("'queued'")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    now("run_at"),
    Column("error", Text),
    Column("provider_id", Text),
    now("created_at"),
    moment("sent_at"),
    Column(
        "lapses",
        Integer,
        nullable=False,
        server_default=text("0"),
        comment="how often a sender died while it was sending this",
    ),
    UniqueConstraint("dedupe_key"),
    Index("ix_emails_run_at", "run_at", postgresql_where=text("state IN ('queued', 'sending')")),
    Index("ix_emails_sent_at", "sent_at", postgresql_where=text("state = 'sent'")),
)

alerts = Table(
    "alerts",
    metadata,
    key(),
    Column("email", Text, nullable=False, index=True),
    Column("product_id", BigInteger, ForeignKey("products.id", ondelete="CASCADE"), index=True),
    Column("strain", Text),
    Column("kinds", ARRAY(Text), nullable=False),
    Column("threshold", Numeric(5, 2), comment="percent that a price must fall"),
    now("created_at"),
    moment("confirmed_at"),
    moment("unsubscribed_at"),
)
Index("ix_alerts_lower_strain", func.lower(alerts.c.strain))

signing_keys = Table(
    "signing_keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("key", Text, nullable=False),
    now("created_at"),
)

request_counts = Table(
    "request_counts",
    metadata,
    Column(
        "asker",
        Text,
        primary_key=True,
        comment="a digest of an address or a network address, never itself",
    ),
    moment("since", primary_key=True, index=True, comment="the beginning of the time in which they are counted"),
    Column("requests", Integer, nullable=False, server_default=text("1")),
)
