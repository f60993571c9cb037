"""`make demo`: a shop, a job server and two crawls of it, queued with schedule.json; and what came of them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from database import embedded
from database.engine import engine, transaction
from database.home import home, server_folder
from database.schema import require_schema
from demo import report
from demo.process import Shop, running_shop
from jobserver.process import JobServer, running_server

console = Console(highlight=False)


def main() -> int:
    """Show it all; 1 when a crawl failed."""
    os.environ.pop("DATABASE_URL", None)  # the demo writes to nobody's real database
    with _running_database(), running_shop() as shop:
        console.print(f"demo shop on {shop.url}, PostgreSQL in {server_folder()}")
        with transaction() as connection:
            connection.exec_driver_sql("DELETE FROM sellers WHERE slug = 'demo'")
        variables = {
            "DEMO_SHOP_URL": shop.url,
            "GOODSEED_MAX_JOBS_PER_MINUTE": "0",
            "GOODSEED_HEARTBEAT_SECONDS": "0.2",
            "GOODSEED_HOUSEKEEPING": "off",  # which would crawl the other sellers
        }
        with running_server(home() / "demo-server.log", **variables) as server:
            console.print(f"job server on {server.url}")
            return _first_day(server) or _next_day(server, shop)


def _first_day(server: JobServer) -> int:
    failed = _crawl(server, "first day")
    if not failed:
        with transaction() as connection:
            console.print(report.crawl(connection), report.cheapest(connection), report.kinds(connection))
    return failed


def _next_day(server: JobServer, shop: Shop) -> int:
    shop.next_day()
    failed = _crawl(server, "next day")
    if not failed:
        with transaction() as connection:
            console.print(report.crawl(connection), report.changes(connection))
    return failed


def _crawl(server: JobServer, title: str) -> int:
    """Queue a crawl as anybody does, and follow it to its end; 1 when it did not complete."""
    console.print(f"curl {server.url}/schedule.json -d project=goodseed -d spider=demo", soft_wrap=True)
    scheduled = server.post("/schedule.json", project="goodseed", spider="demo")
    console.print(scheduled.text.strip(), soft_wrap=True)
    job_id = scheduled.json["jobid"]
    status = _follow(server, job_id, title)
    if status["state"] == "completed":
        return 0
    console.print(f"the crawl is {status['state']}: {status['error_code']}: {status['error_message']}")
    console.print(f"its log is {home() / 'logs' / 'goodseed' / 'demo' / job_id}.log, the job server's {server.log}")
    return 1


def _follow(server: JobServer, job_id: str, title: str) -> dict[str, Any]:
    """Show the progress that status.json tells until the job has ended; what it tells then."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bars:
        bar = bars.add_task(title, total=None)
        while True:
            status: dict[str, Any] = server.get("/status.json", job=job_id).json
            bars.update(bar, completed=status["pages_done"], total=status["pages_total"])
            if status["currstate"] == "finished":
                return status
            time.sleep(0.1)


@contextmanager
def _running_database() -> Iterator[None]:
    """The embedded server, migrated; stopped at the end if it did not run before."""
    was_running = embedded.is_running()
    embedded.start()
    require_schema()
    try:
        yield
    finally:
        engine().dispose()
        if not was_running:
            embedded.stop()


if __name__ == "__main__":
    sys.exit(main())
