"""`make demo`: the demo shop is crawled, a day passes, it is crawled again; what came of it is printed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from database import embedded
from database.engine import engine, transaction
from database.home import home, server_folder
from database.schema import require_schema
from demo import report
from demo.process import Shop, running_shop

console = Console(highlight=False)


def main() -> int:
    """Show it all; 1 when a crawl failed."""
    os.environ.pop("DATABASE_URL", None)  # the demo writes to nobody's real database
    with _running_database(), running_shop() as shop:
        os.environ["DEMO_SHOP_URL"] = shop.url
        console.print(f"demo shop on {shop.url}, PostgreSQL in {server_folder()}")
        with transaction() as connection:
            connection.exec_driver_sql("DELETE FROM sellers WHERE slug = 'demo'")
        return _first_day() or _next_day(shop)


def _first_day() -> int:
    failed = _crawl("first day")
    if not failed:
        with transaction() as connection:
            console.print(report.crawl(connection), report.cheapest(connection), report.kinds(connection))
    return failed


def _next_day(shop: Shop) -> int:
    shop.next_day()
    failed = _crawl("next day")
    if not failed:
        with transaction() as connection:
            console.print(report.crawl(connection), report.changes(connection))
    return failed


def _crawl(title: str) -> int:
    """Run one crawl as a process of its own, as everywhere, and follow its job's row."""
    log = home() / "demo-crawl.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        scrapy = Path(sys.executable).with_name("scrapy")
        process = subprocess.Popen([scrapy, "crawl", "demo"], stdout=output, stderr=output)
        _follow(process, title)
    if process.returncode:
        console.print(f"the crawl failed (exit code {process.returncode}); its log is {log}")
    return process.returncode


def _follow(process: subprocess.Popen[bytes], title: str) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bars:
        bar = bars.add_task(f"scrapy crawl demo, {title}", total=None)
        while process.poll() is None:
            time.sleep(0.1)
            _show_progress(bars, bar)
        _show_progress(bars, bar)


def _show_progress(bars: Progress, bar: TaskID) -> None:
    with transaction() as connection:
        job = report.latest_job(connection)
    if job:
        bars.update(bar, completed=job.pages_done, total=job.pages_total)


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
