CREATE TABLE shop_turns (
    shop TEXT NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_until TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_shop_turns PRIMARY KEY (shop)
);
COMMENT ON COLUMN shop_turns.next_at IS 'when the next request may go out';
COMMENT ON COLUMN shop_turns.closed_until IS 'until when the shop has asked to be left alone';

CREATE TABLE robots_files (
    shop TEXT NOT NULL,
    body TEXT NOT NULL,
    fetched_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_robots_files PRIMARY KEY (shop)
);

ALTER TABLE sellers ADD COLUMN declared_sources TEXT[];
COMMENT ON COLUMN sellers.declared_sources IS 'the sources that its file named when its rows were made';
ALTER TABLE sellers ADD COLUMN crawls_since_full INTEGER DEFAULT 0 NOT NULL;
COMMENT ON COLUMN sellers.crawls_since_full IS 'completed crawls that left out what had not changed';

ALTER TABLE rejects ADD COLUMN url_key TEXT;
CREATE INDEX ix_rejects_job_id_url_key ON rejects (job_id, url_key);
DROP INDEX ix_rejects_job_id;

ALTER TABLE scrape_jobs ADD COLUMN left_out INTEGER DEFAULT 0 NOT NULL;

DROP INDEX ix_held_product_id;
ALTER TABLE held
    ADD CONSTRAINT uq_held_product_id UNIQUE (product_id),
    ADD COLUMN run BIGINT NOT NULL,
    ADD COLUMN state TEXT NOT NULL CONSTRAINT ck_held_state CHECK (state IN ('waiting', 'held', 'dropped')),
    ADD COLUMN moved NUMERIC(14, 2) NOT NULL,
    ADD COLUMN read_hash TEXT NOT NULL;
COMMENT ON COLUMN held.run IS 'of the crawl that read it last';
COMMENT ON COLUMN held.state IS 'waiting: for the end of that crawl, held: for a look, dropped: believed wrong';
COMMENT ON COLUMN held.moved IS 'percent by which the price moved, up or down';
COMMENT ON COLUMN held.read_hash IS 'the content_hash of what was read';
COMMENT ON COLUMN held.held_at IS 'when these prices were first read';

ALTER TABLE scrape_jobs ADD COLUMN held INTEGER DEFAULT 0 NOT NULL;
COMMENT ON COLUMN scrape_jobs.held IS 'products of which a change was not written';

ALTER TABLE scraping_sources ADD COLUMN browser BOOLEAN DEFAULT false NOT NULL;
COMMENT ON COLUMN scraping_sources.browser IS 'its pages show nothing without JavaScript';
