"""The scheduler's tasks in a job server: one container is a whole system."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL

from tests.crawling import query
from tests.serving import MANY_SELLERS, serving_jobs, wait_for


def test_a_job_server_crawls_by_schedule_and_stops_in_good_order(database: URL, tmp_path: Path):
    with serving_jobs(
        tmp_path, **MANY_SELLERS | {"GOODSEED_HOUSEKEEPING": "on", "DEMO_SHOP_URL": "http://127.0.0.1:1"}
    ) as server:
        wait_for(lambda: query("SELECT 1 FROM scrape_jobs WHERE trigger = 'schedule' AND state = 'completed'"))
        assert server.stop() == 0


def test_without_housekeeping_nothing_is_queued(database: URL, tmp_path: Path):
    with serving_jobs(tmp_path, **MANY_SELLERS) as server:
        server.get("/sellers.json")
        assert query("SELECT 1 FROM scrape_jobs") == []
