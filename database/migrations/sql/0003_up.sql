ALTER TABLE scraping_sources ADD COLUMN browser BOOLEAN DEFAULT false NOT NULL;
COMMENT ON COLUMN scraping_sources.browser IS 'its pages show nothing without JavaScript';
