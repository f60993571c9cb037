"""How much memory a large crawl takes beside a small one: python -m bench.memory"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from database import embedded
from database.migrating import migrate
from database.scratch import scratch_database
from demo.process import running_shop


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--products", type=int, nargs=2, default=[1_000, 100_000], metavar=("SMALL", "LARGE"))
    small, large = options.parse_args().products
    before, after = peak_megabytes(small), peak_megabytes(large)
    print(f"{small} products: {before:.0f} MB, {large} products: {after:.0f} MB, {after - before:+.0f} MB")


def peak_megabytes(products: int) -> float:
    """The most memory that a crawl of the demo shop has held, as the kernel counts it for its process."""
    with scratch_database(embedded.start()), running_shop(products=products) as shop:
        migrate()
        environment = os.environ | {"DEMO_SHOP_URL": shop.url}
        start = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", "demo", "-s", "LOG_LEVEL=WARNING"], env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"the crawl failed: exit code {process.returncode}")
        print(f"  {products} products in {time.monotonic() - start:.0f} s", file=sys.stderr)
        return usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
