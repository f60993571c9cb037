"""From schedule.json to a spider's first request, beside a plain scrapyd; and memory: python -m bench.jobserver"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from bench.held_memory import look_at
from database import embedded
from database.engine import transaction
from database.migrating import migrate
from database.scratch import scratch_database
from demo.process import Shop, running_shop
from jobserver.process import JobServer, find_free_port, running_server

SETTINGS = """\
BOT_NAME = "plain"
SPIDER_MODULES = ["plain.spiders"]
"""
SPIDER = """\
import os
import scrapy

class Plain(scrapy.Spider):
    name = "plain"
    start_urls = [os.environ["DEMO_SHOP_URL"] + "/shop/"]
    custom_settings = {"DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False}

    def parse(self, response):
        yield {"url": response.url}
"""
CONFIGURATION = "[settings]\ndefault = plain.settings\n[scrapyd]\nhttp_port = {port}\n"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    rounds = options.parse_args().rounds
    with running_shop(products=15) as shop, tempfile.TemporaryDirectory() as folder:
        os.environ["DEMO_SHOP_URL"] = shop.url
        with running_plain(Path(folder)) as ask:
            plain = measure(shop, ask, rounds)
        with scratch_database(embedded.start()):
            migrate()
            variables = {"GOODSEED_HOME": folder, "GOODSEED_MAX_JOBS_PER_MINUTE": "0", "GOODSEED_HOUSEKEEPING": "off"}
            with running_server(Path(folder) / "server.log", **variables) as server:
                ours = measure(shop, lambda: queue(server), rounds)
                print(f"claimed after {claim_milliseconds():.0f} ms (median)")
                held = look_at(server.process.pid)
                print(f"memory of the job server: {held.resident:.0f} MB resident, {held.share:.0f} MB its share")
    for name, seconds in (("plain scrapyd", plain), ("job server", ours)):
        middle, most = statistics.median(seconds), max(seconds)
        print(f"{name}: schedule.json to first request {middle:.2f} s (median), {most:.2f} s (most)")


def measure(shop: Shop, ask: Callable[[], Callable[[], bool]], rounds: int) -> list[float]:
    """Seconds from the call to the first request that the shop sees, one crawl after the other."""
    seconds = []
    for _ in range(rounds):
        shop.clear_requests()
        start = time.time()
        has_ended = ask()
        wait(shop.requests)
        seconds.append(shop.requests()[0]["at"] - start)
        wait(has_ended)
    return seconds


def queue(server: JobServer) -> Callable[[], bool]:
    job_id = server.post("/schedule.json", project="goodseed", spider="demo").json["jobid"]
    return lambda: server.get("/status.json", job=job_id).json["currstate"] == "finished"


def wait(condition: Callable[[], Any]) -> None:
    while not condition():
        time.sleep(0.01)


def claim_milliseconds() -> float:
    with transaction() as connection:
        rows = connection.exec_driver_sql("SELECT extract(epoch FROM started_at - created_at) * 1000 FROM scrape_jobs")
        return statistics.median(float(row[0]) for row in rows)


@contextmanager
def running_plain(folder: Path) -> Iterator[Callable[[], Callable[[], bool]]]:
    """A scrapyd as it comes, with one spider; what schedules it, and says whether that has ended."""
    (folder / "plain" / "spiders").mkdir(parents=True)
    for name, text in (
        ("plain/__init__.py", ""),
        ("plain/settings.py", SETTINGS),
        ("plain/spiders/__init__.py", SPIDER),
    ):
        (folder / name).write_text(text)
    port = find_free_port()
    (folder / "scrapy.cfg").write_text(CONFIGURATION.format(port=port))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCRAPY")}
    with (folder / "plain.log").open("w") as log:
        command = [sys.executable, "-m", "scrapyd", "--pidfile="]
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"

    def call(path: str, form: dict[str, str] | None = None) -> str:
        with urlopen(base + path, urlencode(form).encode() if form else None, timeout=60) as answer:
            return answer.read().decode()

    def schedule() -> Callable[[], bool]:
        call("/schedule.json", {"project": "default", "spider": "plain"})
        return lambda: _is_idle(call("/daemonstatus.json"))

    try:
        wait(lambda: _answers(base))
        yield schedule
    finally:
        process.terminate()
        process.wait()


def _is_idle(text: str) -> bool:
    return '"running": 0' in text and '"pending": 0' in text


def _answers(base: str) -> bool:
    try:
        with urlopen(f"{base}/daemonstatus.json", timeout=5):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    main()
