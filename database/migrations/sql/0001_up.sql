-- The first tables; docs/data-model.md tells what they mean.

CREATE TABLE emails (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    type TEXT NOT NULL CONSTRAINT ck_emails_type CHECK (type IN ('SCRAPE_COMPLETED', 'SCRAPE_FAILED', 'SCRAPE_SUSPICIOUS', 'USER_WELCOME', 'PRICE_DROP', 'BACK_IN_STOCK', 'WEEKLY_REPORT')),
    recipient TEXT NOT NULL,
    data JSONB DEFAULT '{}' NOT NULL,
    dedupe_key TEXT NOT NULL,
    state TEXT DEFAULT 'queued' NOT NULL CONSTRAINT ck_emails_state CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
    attempts INTEGER DEFAULT 0 NOT NULL,
    run_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    error TEXT,
    provider_id TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_emails PRIMARY KEY (id),
    CONSTRAINT uq_emails_dedupe_key UNIQUE (dedupe_key)
);
CREATE INDEX ix_emails_run_at ON emails (run_at) WHERE state IN ('queued', 'sending');

CREATE TABLE sellers (
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    homepage_url TEXT NOT NULL,
    platform TEXT NOT NULL,
    currency TEXT NOT NULL,
    affiliate_tag TEXT,
    is_active BOOLEAN DEFAULT true NOT NULL,
    is_paused BOOLEAN DEFAULT false NOT NULL,
    crawl_interval_hours INTEGER DEFAULT 24 NOT NULL,
    last_crawled_at TIMESTAMP WITH TIME ZONE,
    last_status TEXT,
    CONSTRAINT pk_sellers PRIMARY KEY (slug)
);
COMMENT ON COLUMN sellers.currency IS 'ISO 4217; of a price that names none';
COMMENT ON COLUMN sellers.affiliate_tag IS 'key=value, appended to a link that a visitor is shown';
COMMENT ON COLUMN sellers.is_active IS 'false hides it from the site';
COMMENT ON COLUMN sellers.is_paused IS 'true stops its crawls';

CREATE TABLE job_totals (
    seller TEXT NOT NULL,
    outcome TEXT NOT NULL CONSTRAINT ck_job_totals_outcome CHECK (outcome IN ('completed', 'failed', 'cancelled')),
    jobs BIGINT DEFAULT 0 NOT NULL,
    seconds NUMERIC DEFAULT 0 NOT NULL,
    products BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_job_totals PRIMARY KEY (seller, outcome),
    CONSTRAINT fk_job_totals_seller FOREIGN KEY(seller) REFERENCES sellers (slug) ON DELETE CASCADE
);

CREATE TABLE pages (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    seller TEXT NOT NULL,
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    sitemap_lastmod TIMESTAMP WITH TIME ZONE,
    product_keys TEXT[] DEFAULT '{}' NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_pages PRIMARY KEY (id),
    CONSTRAINT uq_pages_seller_url UNIQUE (seller, url),
    CONSTRAINT fk_pages_seller FOREIGN KEY(seller) REFERENCES sellers (slug) ON DELETE CASCADE
);
COMMENT ON COLUMN pages.last_modified IS 'the header''s own text, to be sent back as it came';
COMMENT ON COLUMN pages.product_keys IS 'url_key of its products';

CREATE TABLE products (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    seller TEXT NOT NULL,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    external_id TEXT,
    name TEXT NOT NULL,
    strain_name TEXT NOT NULL,
    slug TEXT NOT NULL,
    image_url TEXT,
    description TEXT,
    sex TEXT CONSTRAINT ck_products_sex CHECK (sex IN ('feminized', 'regular')),
    flowering_type TEXT CONSTRAINT ck_products_flowering_type CHECK (flowering_type IN ('autoflower', 'photoperiod')),
    fast_version BOOLEAN,
    cannabis_type TEXT CONSTRAINT ck_products_cannabis_type CHECK (cannabis_type IN ('sativa', 'indica', 'hybrid')),
    dominance TEXT CONSTRAINT ck_products_dominance CHECK (dominance IN ('indica', 'sativa', 'balanced')),
    indica_percent NUMERIC(5, 2) CONSTRAINT ck_products_indica_percent CHECK (indica_percent BETWEEN 0 AND 100),
    thc_min NUMERIC(5, 2) CONSTRAINT ck_products_thc_min CHECK (thc_min BETWEEN 0 AND 100),
    thc_max NUMERIC(5, 2) CONSTRAINT ck_products_thc_max CHECK (thc_max BETWEEN 0 AND 100),
    thc_text TEXT,
    cbd_min NUMERIC(5, 2) CONSTRAINT ck_products_cbd_min CHECK (cbd_min BETWEEN 0 AND 100),
    cbd_max NUMERIC(5, 2) CONSTRAINT ck_products_cbd_max CHECK (cbd_max BETWEEN 0 AND 100),
    cbd_text TEXT,
    flowering_days_min INTEGER,
    flowering_days_max INTEGER,
    flowering_text TEXT,
    genetics TEXT,
    yield_text TEXT,
    height_text TEXT,
    difficulty TEXT,
    effects TEXT[],
    flavours TEXT[],
    rating NUMERIC(3, 2) CONSTRAINT ck_products_rating CHECK (rating BETWEEN 0 AND 5),
    rating_count INTEGER,
    stock_status TEXT CONSTRAINT ck_products_stock_status CHECK (stock_status IN ('in_stock', 'out_of_stock', 'limited', 'backorder')),
    display_price NUMERIC(12, 2),
    content_hash TEXT NOT NULL,
    first_seen_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    last_seen_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    delisted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_products PRIMARY KEY (id),
    CONSTRAINT uq_products_seller_url_key UNIQUE (seller, url_key),
    CONSTRAINT fk_products_seller FOREIGN KEY(seller) REFERENCES sellers (slug) ON DELETE CASCADE
)
 WITH (fillfactor = 85);
CREATE INDEX ix_products_cannabis_type ON products (cannabis_type) WHERE delisted_at IS NULL;
CREATE INDEX ix_products_cbd_max ON products (cbd_max) WHERE delisted_at IS NULL;
CREATE INDEX ix_products_flowering_type ON products (flowering_type) WHERE delisted_at IS NULL;
CREATE INDEX ix_products_name ON products USING gin (to_tsvector('simple', name));
CREATE INDEX ix_products_sex ON products (sex) WHERE delisted_at IS NULL;
CREATE INDEX ix_products_stock_status ON products (stock_status) WHERE delisted_at IS NULL;
CREATE INDEX ix_products_strain_name ON products (strain_name) WHERE delisted_at IS NULL;
CREATE INDEX ix_products_thc_max ON products (thc_max) WHERE delisted_at IS NULL;
COMMENT ON COLUMN products.url_key IS 'the normalised path: what makes it the same product';
COMMENT ON COLUMN products.display_price IS 'price per seed of the smallest pack in stock';
COMMENT ON COLUMN products.content_hash IS 'of all facts and packs: equal means nothing to write';

CREATE TABLE scrape_jobs (
    job_id TEXT NOT NULL CONSTRAINT ck_scrape_jobs_job_id CHECK (job_id ~ '^[A-Za-z0-9_.-]{1,100}$'),
    seller TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT ck_scrape_jobs_state CHECK (state IN ('waiting', 'delayed', 'active', 'completed', 'failed', 'cancelled')),
    priority NUMERIC DEFAULT 0 NOT NULL,
    run_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    run BIGINT,
    attempt INTEGER DEFAULT 0 NOT NULL,
    max_attempts INTEGER DEFAULT 3 NOT NULL,
    cancel_requested BOOLEAN DEFAULT false NOT NULL,
    args JSONB DEFAULT '{}' NOT NULL,
    settings JSONB DEFAULT '{}' NOT NULL,
    trigger TEXT NOT NULL CONSTRAINT ck_scrape_jobs_trigger CHECK (trigger IN ('api', 'schedule', 'retry', 'dashboard', 'cli')),
    node TEXT,
    pid INTEGER,
    heartbeat_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    pages_total INTEGER,
    pages_done INTEGER DEFAULT 0 NOT NULL,
    products_seen INTEGER DEFAULT 0 NOT NULL,
    created INTEGER DEFAULT 0 NOT NULL,
    updated INTEGER DEFAULT 0 NOT NULL,
    unchanged INTEGER DEFAULT 0 NOT NULL,
    rejected INTEGER DEFAULT 0 NOT NULL,
    errors INTEGER DEFAULT 0 NOT NULL,
    error_code TEXT,
    error_message TEXT,
    suspicious TEXT,
    CONSTRAINT pk_scrape_jobs PRIMARY KEY (job_id),
    CONSTRAINT fk_scrape_jobs_seller FOREIGN KEY(seller) REFERENCES sellers (slug) ON DELETE CASCADE
);
CREATE INDEX ix_scrape_jobs_seller_created_at ON scrape_jobs (seller, created_at);
CREATE UNIQUE INDEX uq_scrape_jobs_active ON scrape_jobs (seller) WHERE state = 'active';
COMMENT ON COLUMN scrape_jobs.priority IS 'higher first';
COMMENT ON COLUMN scrape_jobs.run IS 'the number of its latest claim, never used twice; what a crawl writes names it';
COMMENT ON COLUMN scrape_jobs.suspicious IS 'what looks wrong about a completed crawl';

CREATE TABLE scraping_sources (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    seller TEXT NOT NULL,
    url TEXT NOT NULL,
    name TEXT NOT NULL,
    max_page INTEGER CONSTRAINT ck_scraping_sources_max_page CHECK (max_page > 0),
    CONSTRAINT pk_scraping_sources PRIMARY KEY (id),
    CONSTRAINT uq_scraping_sources_seller_url UNIQUE (seller, url),
    CONSTRAINT fk_scraping_sources_seller FOREIGN KEY(seller) REFERENCES sellers (slug) ON DELETE CASCADE
);

CREATE TABLE alerts (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    email TEXT NOT NULL,
    product_id BIGINT,
    strain TEXT,
    kinds TEXT[] NOT NULL,
    threshold NUMERIC(5, 2),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    confirmed_at TIMESTAMP WITH TIME ZONE,
    unsubscribed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_alerts PRIMARY KEY (id),
    CONSTRAINT fk_alerts_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);
CREATE INDEX ix_alerts_product_id ON alerts (product_id);
CREATE INDEX ix_alerts_strain ON alerts (strain);
COMMENT ON COLUMN alerts.threshold IS 'percent that a price must fall';

CREATE TABLE held (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    product_id BIGINT NOT NULL,
    job_id TEXT,
    stored JSONB NOT NULL,
    read JSONB NOT NULL,
    reason TEXT NOT NULL,
    held_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_held PRIMARY KEY (id),
    CONSTRAINT fk_held_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_held_job_id FOREIGN KEY(job_id) REFERENCES scrape_jobs (job_id) ON DELETE SET NULL
);
CREATE INDEX ix_held_job_id ON held (job_id);
CREATE INDEX ix_held_product_id ON held (product_id);

CREATE TABLE packs (
    product_id BIGINT NOT NULL,
    seeds INTEGER NOT NULL CONSTRAINT ck_packs_seeds CHECK (seeds > 0),
    variant TEXT NOT NULL,
    price NUMERIC(12, 2) NOT NULL,
    regular_price NUMERIC(12, 2),
    currency TEXT NOT NULL,
    price_per_seed NUMERIC(12, 2) GENERATED ALWAYS AS (round(price / seeds, 2)) STORED NOT NULL,
    stock_status TEXT CONSTRAINT ck_packs_stock_status CHECK (stock_status IN ('in_stock', 'out_of_stock', 'limited', 'backorder')),
    CONSTRAINT pk_packs PRIMARY KEY (product_id, seeds, variant, currency),
    CONSTRAINT fk_packs_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);
CREATE INDEX ix_packs_price_per_seed ON packs (price_per_seed);
COMMENT ON COLUMN packs.variant IS 'what else tells one page''s packs apart, or empty';

CREATE TABLE price_history (
    product_id BIGINT NOT NULL,
    observed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    seeds INTEGER NOT NULL,
    variant TEXT NOT NULL,
    currency TEXT NOT NULL,
    price NUMERIC(12, 2) NOT NULL,
    stock_status TEXT CONSTRAINT ck_price_history_stock_status CHECK (stock_status IN ('in_stock', 'out_of_stock', 'limited', 'backorder')),
    job_id TEXT,
    CONSTRAINT pk_price_history PRIMARY KEY (product_id, observed_at, seeds, variant, currency),
    CONSTRAINT fk_price_history_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);
CREATE INDEX ix_price_history_job_id ON price_history (job_id);

CREATE TABLE rejects (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    seller TEXT NOT NULL,
    job_id TEXT,
    url TEXT,
    reason TEXT NOT NULL,
    raw JSONB NOT NULL,
    rejected_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_rejects PRIMARY KEY (id),
    CONSTRAINT fk_rejects_seller FOREIGN KEY(seller) REFERENCES sellers (slug) ON DELETE CASCADE,
    CONSTRAINT fk_rejects_job_id FOREIGN KEY(job_id) REFERENCES scrape_jobs (job_id) ON DELETE SET NULL
);
CREATE INDEX ix_rejects_job_id ON rejects (job_id);
CREATE INDEX ix_rejects_seller_rejected_at ON rejects (seller, rejected_at);
COMMENT ON COLUMN rejects.raw IS 'the item as the spider read it';

CREATE TABLE scrape_attempts (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    job_id TEXT NOT NULL,
    run BIGINT NOT NULL,
    attempt INTEGER NOT NULL,
    node TEXT,
    pid INTEGER,
    started_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    outcome TEXT CONSTRAINT ck_scrape_attempts_outcome CHECK (outcome IN ('completed', 'failed', 'cancelled')),
    error_code TEXT,
    error_message TEXT,
    exit_code INTEGER,
    log TEXT,
    CONSTRAINT pk_scrape_attempts PRIMARY KEY (id),
    CONSTRAINT uq_scrape_attempts_job_id_run UNIQUE (job_id, run),
    CONSTRAINT fk_scrape_attempts_job_id FOREIGN KEY(job_id) REFERENCES scrape_jobs (job_id) ON DELETE CASCADE
);
CREATE INDEX ix_scrape_attempts_started_at ON scrape_attempts (started_at);
COMMENT ON COLUMN scrape_attempts.log IS 'where its log is';

-- Numbers of claims: never used twice, so that a process that was overtaken is known by its own.
CREATE SEQUENCE scrape_runs;

CREATE FUNCTION forget_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE price_history SET job_id = NULL FROM gone WHERE price_history.job_id = gone.job_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER forget_jobs AFTER DELETE ON scrape_jobs
REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_jobs();

-- What the web app reads: one row per pack of an active seller's listed product.
CREATE VIEW offers AS
SELECT
    products.id AS product_id,
    products.seller,
    sellers.name AS seller_name,
    products.name,
    products.strain_name,
    products.slug,
    products.url,
    products.url
        || CASE
            WHEN sellers.affiliate_tag IS NULL THEN ''
            WHEN position('?' IN products.url) > 0 THEN '&' || sellers.affiliate_tag
            ELSE '?' || sellers.affiliate_tag
        END AS affiliate_url,
    products.image_url,
    products.description,
    packs.seeds,
    packs.variant,
    packs.price,
    packs.regular_price,
    packs.currency,
    packs.price_per_seed,
    packs.stock_status,
    products.stock_status AS product_stock_status,
    products.display_price,
    products.sex,
    products.flowering_type,
    products.fast_version,
    products.cannabis_type,
    products.dominance,
    products.indica_percent,
    products.thc_min,
    products.thc_max,
    products.thc_text,
    products.cbd_min,
    products.cbd_max,
    products.cbd_text,
    products.flowering_days_min,
    products.flowering_days_max,
    products.flowering_text,
    products.genetics,
    products.yield_text,
    products.height_text,
    products.difficulty,
    products.effects,
    products.flavours,
    products.rating,
    products.rating_count,
    products.first_seen_at,
    products.last_seen_at,
    products.changed_at
FROM packs
JOIN products ON products.id = packs.product_id
JOIN sellers ON sellers.slug = products.seller
WHERE sellers.is_active AND products.delisted_at IS NULL;
