"""What crawls hold of memory: a large one beside a small one, and several at a time: python -m bench.memory"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from contextlib import ExitStack

from bench.held_memory import look_at
from database import embedded
from database.migrating import migrate
from database.scratch import scratch_database
from demo.process import running_shop

CRAWL = [sys.executable, "-m", "scrapy", "crawl", "demo", "-s", "LOG_LEVEL=WARNING"]
LOOK_SECONDS = 0.2


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--products", type=int, nargs=2, default=[1_000, 100_000], metavar=("SMALL", "LARGE"))
    options.add_argument("--together", type=int, default=5, metavar="CRAWLS")
    chosen = options.parse_args()
    small, large = chosen.products
    before, after = peak_megabytes(small), peak_megabytes(large)
    print(f"{small} products: {before:.0f} MB, {large} products: {after:.0f} MB, {after - before:+.0f} MB")
    together = peak_share_together(chosen.together, 5 * small)
    print(f"{chosen.together} crawls at a time: {together:.0f} MB, {together / chosen.together:.0f} MB each")


def peak_megabytes(products: int) -> float:
    """The most memory that a crawl of the demo shop has held, as the kernel counts it for its process."""
    with scratch_database(embedded.start()), running_shop(products=products) as shop:
        migrate()
        start = time.monotonic()
        process = subprocess.Popen(CRAWL, env=os.environ | {"DEMO_SHOP_URL": shop.url})
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        _check(process.returncode)
        print(f"  {products} products in {time.monotonic() - start:.0f} s", file=sys.stderr)
        return usage.ru_maxrss / 1024


def peak_share_together(crawls: int, products: int) -> float:
    """The most megabytes that so many crawls have held at one moment: what they share is counted once."""
    with ExitStack() as stack, running_shop(products=products) as shop:
        processes = []
        for _ in range(crawls):  # each on a database of its own: a seller is crawled once at a time
            stack.enter_context(scratch_database(embedded.start()))
            migrate()
            processes.append(subprocess.Popen(CRAWL, env=os.environ | {"DEMO_SHOP_URL": shop.url}))
        most = 0.0
        while any(process.poll() is None for process in processes):
            most = max(most, sum(look_at(process.pid).share for process in processes))
            time.sleep(LOOK_SECONDS)
        for process in processes:
            _check(process.returncode)
        return most


def _check(code: int | None) -> None:
    if code:
        raise RuntimeError(f"a crawl failed: exit code {code}")


if __name__ == "__main__":
    main()
