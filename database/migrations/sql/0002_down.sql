ALTER TABLE scrape_jobs DROP COLUMN held;
COMMENT ON COLUMN held.held_at IS NULL;
ALTER TABLE held
    DROP COLUMN read_hash,
    DROP COLUMN moved,
    DROP COLUMN state,
    DROP COLUMN run,
    DROP CONSTRAINT uq_held_product_id;
CREATE INDEX ix_held_product_id ON held (product_id);
ALTER TABLE sellers DROP COLUMN crawls_since_full;
DROP TABLE robots_files;
DROP TABLE shop_turns;
