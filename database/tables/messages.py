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
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from database.tables.columns import choice, key, metadata, moment, now

EMAIL_TYPES = (
    "SCRAPE_COMPLETED",
    "SCRAPE_FAILED",
    "SCRAPE_SUSPICIOUS",
    "USER_WELCOME",
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
    UniqueConstraint("dedupe_key"),
    Index("ix_emails_run_at", "run_at", postgresql_where=text("state IN ('queued', 'sending')")),
)

alerts = Table(
    "alerts",
    metadata,
    key(),
    Column("email", Text, nullable=False),
    Column("product_id", BigInteger, ForeignKey("products.id", ondelete="CASCADE"), index=True),
    Column("strain", Text, index=True),
    Column("kinds", ARRAY(Text), nullable=False),
    Column("threshold", Numeric(5, 2), comment="percent that a price must fall"),
    now("created_at"),
    moment("confirmed_at"),
    moment("unsubscribed_at"),
)
