ALTER TABLE held DROP CONSTRAINT uq_held_product_id;
CREATE INDEX ix_held_product_id ON held (product_id);
ALTER TABLE sellers DROP COLUMN crawls_since_full;
DROP TABLE robots_files;
DROP TABLE shop_turns;
