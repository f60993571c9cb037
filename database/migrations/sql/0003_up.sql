ALTER TABLE sellers
    ADD COLUMN max_minutes INTEGER CONSTRAINT ck_sellers_max_minutes CHECK (max_minutes > 0),
    ADD COLUMN last_started_at TIMESTAMP WITH TIME ZONE;
COMMENT ON COLUMN sellers.max_minutes IS 'a crawl may take so long, else GOODSEED_MAX_MINUTES';
UPDATE sellers SET last_started_at = (SELECT max(started_at) FROM scrape_jobs WHERE seller = slug);

ALTER TABLE scrape_jobs
    ADD COLUMN rate_limits INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN duplicate BOOLEAN DEFAULT false NOT NULL,
    ADD COLUMN page_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN rank NUMERIC GENERATED ALWAYS AS (
        extract(epoch FROM run_at - timestamptz '2000-01-01 00:00:00+00') - priority * 3600
    ) STORED;
COMMENT ON COLUMN scrape_jobs.rate_limits IS 'how often the shop refused us';
COMMENT ON COLUMN scrape_jobs.duplicate IS 'its seller may have other unfinished jobs';
COMMENT ON COLUMN scrape_jobs.page_at IS 'when a page was last finished, or the attempt began';
COMMENT ON COLUMN scrape_jobs.rank IS
    'the order of a seller''s waiting jobs, lowest first: when it was due, less an hour a step of priority';

DROP INDEX ix_scrape_jobs_seller_created_at;
CREATE INDEX ix_scrape_jobs_state_created_at ON scrape_jobs (state, created_at, job_id);
CREATE INDEX ix_scrape_jobs_seller_state_created_at ON scrape_jobs (seller, state, created_at, job_id);
CREATE INDEX ix_scrape_jobs_waiting ON scrape_jobs (seller, rank) WHERE state = 'waiting';
CREATE INDEX ix_scrape_jobs_delayed ON scrape_jobs (run_at) WHERE state = 'delayed';
CREATE INDEX ix_scrape_jobs_unfinished ON scrape_jobs (seller, state) WHERE state IN ('waiting', 'delayed', 'active');
CREATE UNIQUE INDEX uq_scrape_jobs_unfinished ON scrape_jobs (seller)
    WHERE state IN ('waiting', 'delayed', 'active') AND NOT duplicate;

ALTER TABLE scrape_attempts
    ADD COLUMN pages_done INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN products_seen INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN created INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN updated INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN unchanged INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN rejected INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN left_out INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN errors INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN held INTEGER DEFAULT 0 NOT NULL,
    DROP CONSTRAINT ck_scrape_attempts_outcome,
    ADD CONSTRAINT ck_scrape_attempts_outcome CHECK (outcome IN ('completed', 'failed', 'cancelled', 'released'));

ALTER TABLE job_totals ADD COLUMN removed BIGINT DEFAULT 0 NOT NULL;
COMMENT ON COLUMN job_totals.removed IS
    'how many of the jobs are not in scrape_jobs any more, or not finished any more';

CREATE TABLE job_durations (
    seller TEXT NOT NULL,
    outcome TEXT NOT NULL CONSTRAINT ck_job_durations_outcome CHECK (outcome IN ('completed', 'failed', 'cancelled')),
    up_to DOUBLE PRECISION NOT NULL,
    jobs BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_job_durations PRIMARY KEY (seller, outcome, up_to),
    CONSTRAINT fk_job_durations_seller FOREIGN KEY (seller) REFERENCES sellers (slug) ON DELETE CASCADE
);
COMMENT ON COLUMN job_durations.up_to IS 'seconds: the upper end of a part of the histogram';

CREATE OR REPLACE FUNCTION forget_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE price_history SET job_id = NULL FROM gone WHERE price_history.job_id = gone.job_id;
    UPDATE job_totals
    SET removed = removed + counted.jobs
    FROM (SELECT seller, state, count(*) AS jobs FROM gone GROUP BY seller, state) AS counted
    WHERE job_totals.seller = counted.seller AND job_totals.outcome = counted.state;
    RETURN NULL;
END
$$;
