ALTER TABLE scraping_sources DROP COLUMN browser;
ALTER TABLE scrape_jobs DROP COLUMN held;
COMMENT ON COLUMN held.held_at IS NULL;
ALTER TABLE held
    DROP COLUMN read_hash,
    DROP COLUMN moved,
    DROP COLUMN state,
    DROP COLUMN run,
    DROP CONSTRAINT uq_held_product_id;
CREATE INDEX ix_held_product_id ON held (product_id);
ALTER TABLE scrape_jobs DROP COLUMN left_out;
CREATE INDEX ix_rejects_job_id ON rejects (job_id);
DROP INDEX ix_rejects_job_id_url_key;
ALTER TABLE rejects DROP COLUMN url_key;
ALTER TABLE sellers DROP COLUMN crawls_since_full;
ALTER TABLE sellers DROP COLUMN declared_sources;
DROP TABLE robots_files;
DROP TABLE shop_turns;
