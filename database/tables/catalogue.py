"""What the shops sell: sellers, products, their packs, and what packs used to cost."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from database.tables.columns import choice, key, metadata, moment, money, now, percent, seller

STOCK = ("in_stock", "out_of_stock", "limited", "backorder")

sellers = Table(
    "sellers",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("homepage_url", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("currency", Text, nullable=False, comment="ISO 4217; of a price that names none"),
    Column("affiliate_tag", Text, comment="key=value, appended to a link that a visitor is shown"),
    Column(
        "is_active",
        Boolean,
        nullable=False,
        server_default=text("true"),
        comment="false hides it from the site",
    ),
    Column("is_paused", Boolean, nullable=False, server_default=text("false"), comment="true stops its crawls"),
    Column("crawl_interval_hours", Integer, nullable=False, server_default=text("24")),
    Column(
        "max_minutes",
        Integer,
        CheckConstraint("max_minutes > 0", name="max_minutes"),
        comment="a crawl may take so long, else GOODSEED_MAX_MINUTES",
    ),
    moment("last_started_at"),
    moment("last_crawled_at"),
    Column("last_status", Text),
    Column("declared_sources", ARRAY(Text), comment="the sources that its file named when its rows were made"),
    Column(
        "crawls_since_full",
        Integer,
        nullable=False,
        server_default=text("0"),
        comment="completed crawls that left out what had not changed",
    ),
)

scraping_sources = Table(
    "scraping_sources",
    metadata,
    key(),
    seller(),
    Column("url", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("max_page", Integer, CheckConstraint("max_page > 0", name="max_page")),
    Column(
        "browser",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="its pages show nothing without JavaScript",
    ),
    UniqueConstraint("seller", "url"),
)

products = Table(
    "products",
    metadata,
    key(),
    seller(),
    Column("url", Text, nullable=False),
    Column("url_key", Text, nullable=False, comment="the normalised path: what makes it the same product"),
    Column("external_id", Text),
    Column("name", Text, nullable=False),
    Column("strain_name", Text, nullable=False),
    Column("slug", Text, nullable=False),
    Column("image_url", Text),
    Column("description", Text),
    choice("sex", "feminized", "regular"),
    choice("flowering_type", "autoflower", "photoperiod"),
    Column("fast_version", Boolean),
    choice("cannabis_type", "sativa", "indica", "hybrid"),
    choice("dominance", "indica", "sativa", "balanced"),
    percent("indica_percent"),
    percent("thc_min"),
    percent("thc_max"),
    Column("thc_text", Text),
    percent("cbd_min"),
    percent("cbd_max"),
    Column("cbd_text", Text),
    Column("flowering_days_min", Integer),
    Column("flowering_days_max", Integer),
    Column("flowering_text", Text),
    Column("genetics", Text),
    Column("yield_text", Text),
    Column("height_text", Text),
    Column("difficulty", Text),
    Column("effects", ARRAY(Text)),
    Column("flavours", ARRAY(Text)),
    Column("rating", Numeric(3, 2), CheckConstraint("rating BETWEEN 0 AND 5", name="rating")),
    Column("rating_count", Integer),
    choice("stock_status", *STOCK),
    money("display_price", comment="price per seed of the smallest pack in stock"),
    Column("content_hash", Text, nullable=False, comment="of all facts and packs: equal means nothing to write"),
    now("first_seen_at"),
    now("last_seen_at"),
    now("changed_at"),
    moment("delisted_at"),
    UniqueConstraint("seller", "url_key"),
    # Room on each page for the next version of a row: last_seen_at moves with every crawl.
    postgresql_with={"fillfactor": 85},
)

packs = Table(
    "packs",
    metadata,
    Column("product_id", BigInteger, ForeignKey("products.id", ondelete="CASCADE"), primary_key=True),
    Column("seeds", Integer, CheckConstraint("seeds > 0", name="seeds"), primary_key=True),
    Column("variant", Text, primary_key=True, comment="what else tells one page's packs apart, or empty"),
    money("price", nullable=False),
    money("regular_price"),
    Column("currency", Text, primary_key=True),
    money("price_per_seed", server_default=Computed("round(price / seeds, 2)", persisted=True), nullable=False),
    choice("stock_status", *STOCK),
)

price_history = Table(
    "price_history",
    metadata,
    Column("product_id", BigInteger, ForeignKey("products.id", ondelete="CASCADE")),
    now("observed_at"),
    Column("seeds", Integer),
    Column("variant", Text),
    Column("currency", Text),
    money("price", nullable=False),
    choice("stock_status", *STOCK),
    # No foreign key: a crawl writes it while it holds its job's row, so checking each line would only cost time;
    # a trigger sets it null when the job goes.
    Column("job_id", Text),
    PrimaryKeyConstraint("product_id", "observed_at", "seeds", "variant", "currency"),
    Index("ix_price_history_job_id", "job_id"),
)

for _name in ("sex", "flowering_type", "cannabis_type", "stock_status", "thc_max", "cbd_max", "strain_name"):
    Index(f"ix_products_{_name}", products.c[_name], postgresql_where=products.c.delisted_at.is_(None))
Index("ix_products_name", func.to_tsvector(text("'simple'"), products.c.name), postgresql_using="gin")
Index("ix_products_lower_strain_name", func.lower(products.c.strain_name))
Index("ix_packs_price_per_seed", packs.c.price_per_seed)
