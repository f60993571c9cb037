"""Starts a crawl: `python -m jobserver.runner crawl <seller> …`, as scrapyd's own runner does, without eggs."""

from __future__ import annotations

from scrapy.cmdline import execute

if __name__ == "__main__":
    execute()
