"""What goes along with every crawl."""
