CREATE OR REPLACE FUNCTION forget_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE price_history SET job_id = NULL FROM gone WHERE price_history.job_id = gone.job_id;
    RETURN NULL;
END
$$;
DROP TABLE job_durations;
ALTER TABLE job_totals DROP COLUMN removed;

UPDATE scrape_attempts SET outcome = 'cancelled' WHERE outcome = 'released';
ALTER TABLE scrape_attempts
    DROP COLUMN pages_done,
    DROP COLUMN products_seen,
    DROP COLUMN created,
    DROP COLUMN updated,
    DROP COLUMN unchanged,
    DROP COLUMN rejected,
    DROP COLUMN left_out,
    DROP COLUMN errors,
    DROP COLUMN held,
    DROP CONSTRAINT ck_scrape_attempts_outcome,
    ADD CONSTRAINT ck_scrape_attempts_outcome CHECK (outcome IN ('completed', 'failed', 'cancelled'));

DROP INDEX uq_scrape_jobs_unfinished;
DROP INDEX ix_scrape_jobs_unfinished;
DROP INDEX ix_scrape_jobs_seller_state_created_at;
DROP INDEX ix_scrape_jobs_state_created_at;
ALTER TABLE scrape_jobs DROP COLUMN rank, DROP COLUMN page_at, DROP COLUMN duplicate, DROP COLUMN rate_limits;
DROP INDEX ix_scrape_jobs_delayed;
CREATE INDEX ix_scrape_jobs_seller_created_at ON scrape_jobs (seller, created_at);

ALTER TABLE sellers DROP COLUMN last_started_at, DROP COLUMN max_minutes;
