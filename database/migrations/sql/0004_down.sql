DROP VIEW price_moves;

DROP INDEX ix_rejects_rejected_at;
DROP INDEX ix_products_lower_strain_name;
DROP INDEX ix_alerts_email;
DROP INDEX ix_alerts_lower_strain;
CREATE INDEX ix_alerts_strain ON alerts (strain);

DROP INDEX ix_emails_sent_at;
DELETE FROM emails WHERE type IN ('FAILURE_SUMMARY', 'ALERT_CONFIRMATION');
ALTER TABLE emails
    DROP COLUMN lapses,
    DROP CONSTRAINT ck_emails_type,
    ADD CONSTRAINT ck_emails_type CHECK (type IN ('SCRAPE_COMPLETED', 'SCRAPE_FAILED', 'SCRAPE_SUSPICIOUS', 'USER_WELCOME', 'PRICE_DROP', 'BACK_IN_STOCK', 'WEEKLY_REPORT'));

DROP TABLE request_counts;
DROP TABLE signing_keys;
DROP TABLE leases;
