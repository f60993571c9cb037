"""What reading the shops left behind: pages and when they changed, changes held for a look, and rejects."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Numeric, Table, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from database.tables.columns import choice, key, metadata, moment, now, seller

pages = Table(
    "pages",
    metadata,
    key(),
    seller(),
    Column("url", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text, comment="the header's own text, to be sent back as it came"),
    moment("sitemap_lastmod"),
    Column(
        "product_keys",
        ARRAY(Text),
        nullable=False,
        server_default=text("'{}'"),
        comment="url_key of its products",
    ),
    now("seen_at"),
    UniqueConstraint("seller", "url"),
)

shop_turns = Table(
    "shop_turns",
    metadata,
    Column("shop", Text, primary_key=True),
    moment("next_at", nullable=False, comment="when the next request may go out"),
    moment("closed_until", comment="until when the shop has asked to be left alone"),
)

robots_files = Table(
    "robots_files",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("body", Text, nullable=False),
    now("fetched_at"),
)

held = Table(
    "held",
    metadata,
    key(),
    Column("product_id", BigInteger, ForeignKey("products.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("job_id", Text, ForeignKey("scrape_jobs.job_id", ondelete="SET NULL"), index=True),
    Column("run", BigInteger, nullable=False, comment="of the crawl that read it last"),
    choice(
        "state",
        "waiting",
        "held",
        "dropped",
        nullable=False,
        comment="waiting: for the end of that crawl, held: for a look, dropped: believed wrong",
    ),
    Column("moved", Numeric(14, 2), nullable=False, comment="percent by which the price moved, up or down"),
    Column("stored", JSONB, nullable=False),
    Column("read", JSONB, nullable=False),
    Column("read_hash", Text, nullable=False, comment="the content_hash of what was read"),
    Column("reason", Text, nullable=False),
    now("held_at", comment="when these prices were first read"),
)

rejects = Table(
    "rejects",
    metadata,
    key(),
    seller(),
    Column("job_id", Text, ForeignKey("scrape_jobs.job_id", ondelete="SET NULL")),
    Column("url", Text),
    Column("url_key", Text),
    Column("reason", Text, nullable=False),
    Column("raw", JSONB, nullable=False, comment="the item as the spider read it"),
    now("rejected_at"),
    Index("ix_rejects_job_id_url_key", "job_id", "url_key"),
    Index("ix_rejects_seller_rejected_at", "seller", "rejected_at"),
    Index("ix_rejects_rejected_at", "rejected_at"),
)
