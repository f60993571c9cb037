CREATE TABLE shop_turns (
    shop TEXT NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_shop_turns PRIMARY KEY (shop)
);
COMMENT ON COLUMN shop_turns.next_at IS 'when the next request may go out';

CREATE TABLE robots_files (
    shop TEXT NOT NULL,
    body TEXT NOT NULL,
    fetched_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_robots_files PRIMARY KEY (shop)
);

ALTER TABLE sellers ADD COLUMN crawls_since_full INTEGER DEFAULT 0 NOT NULL;
COMMENT ON COLUMN sellers.crawls_since_full IS 'completed crawls that left out what had not changed';

DROP INDEX ix_held_product_id;
ALTER TABLE held ADD CONSTRAINT uq_held_product_id UNIQUE (product_id);
