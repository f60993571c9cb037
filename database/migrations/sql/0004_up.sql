CREATE TABLE leases (
    task TEXT NOT NULL,
    holder TEXT,
    held_until TIMESTAMP WITH TIME ZONE,
    slot TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_leases PRIMARY KEY (task)
);
COMMENT ON COLUMN leases.holder IS 'who runs the task now, or null';
COMMENT ON COLUMN leases.slot IS 'the latest of the task''s cron times that some timer has taken';

CREATE TABLE signing_keys (
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_signing_keys PRIMARY KEY (name)
);

CREATE TABLE request_counts (
    asker TEXT NOT NULL,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    requests INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT pk_request_counts PRIMARY KEY (asker, since)
);
COMMENT ON COLUMN request_counts.asker IS 'a digest of an address or a network address, never itself';
COMMENT ON COLUMN request_counts.since IS 'the beginning of the time in which they are counted';
CREATE INDEX ix_request_counts_since ON request_counts (since);

ALTER TABLE emails
    ADD COLUMN lapses INTEGER DEFAULT 0 NOT NULL,
    DROP CONSTRAINT ck_emails_type,
    ADD CONSTRAINT ck_emails_type CHECK (type IN ('SCRAPE_COMPLETED', 'SCRAPE_FAILED', 'SCRAPE_SUSPICIOUS', 'FAILURE_SUMMARY', 'USER_WELCOME', 'ALERT_CONFIRMATION', 'PRICE_DROP', 'BACK_IN_STOCK', 'WEEKLY_REPORT'));
COMMENT ON COLUMN emails.lapses IS 'how often a sender died while it was sending this';
CREATE INDEX ix_emails_sent_at ON emails (sent_at) WHERE state = 'sent';

DROP INDEX ix_alerts_strain;
CREATE INDEX ix_alerts_lower_strain ON alerts (lower(strain));
CREATE INDEX ix_alerts_email ON alerts (email);
CREATE INDEX ix_products_lower_strain_name ON products (lower(strain_name));
CREATE INDEX ix_rejects_rejected_at ON rejects (rejected_at);

-- Prices as they changed, each with what the pack cost before; the first price of a pack is no change.
CREATE VIEW price_moves AS
SELECT history.product_id, history.observed_at, history.seeds, history.variant, history.currency,
    before.price AS before, history.price AS after
FROM price_history AS history
CROSS JOIN LATERAL (
    SELECT price
    FROM price_history AS earlier
    WHERE (earlier.product_id, earlier.seeds, earlier.variant, earlier.currency)
        = (history.product_id, history.seeds, history.variant, history.currency)
        AND earlier.observed_at < history.observed_at
    ORDER BY earlier.observed_at DESC
    LIMIT 1
) AS before
WHERE history.price <> before.price;
