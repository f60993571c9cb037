ALTER TABLE scraping_sources DROP COLUMN browser;
