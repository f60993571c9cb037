"""A whole crawl of the demo shop, politeness off, beside plain Scrapy: python -m bench.crawl

Three crawls of the same pages, each in a process of its own with the same settings:

bare    only downloads: what Scrapy and the network cost whatever is done with a page
plain   parsel, and one committed upsert an item: what most projects do
ours    Lexbor, normalising, validating, storing in batches
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

from database import embedded
from database.migrating import migrate
from database.scratch import scratch_database
from demo.process import running_shop

PARTS = ("parse", "normalise and validate", "store")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--products", type=int, default=3200)
    options.add_argument("--rounds", type=int, default=3, help="each crawl so often; the median counts (3)")
    chosen = options.parse_args()
    with running_shop(products=chosen.products) as shop:
        os.environ["DEMO_SHOP_URL"] = shop.url
        _crawl("bare")  # the shop's own first time
        rounds = [{kind: _crawl(kind) for kind in ("bare", "plain", "ours")} for _ in range(chosen.rounds)]
    median = sorted(rounds, key=lambda crawls: crawls["ours"]["seconds"])[len(rounds) // 2]
    _print(**median)


def _crawl(kind: str) -> dict[str, float]:
    """One crawl into an empty database of its own: products, pages, seconds, and the CPU seconds of its parts."""
    with scratch_database(embedded.start()):
        migrate()
        command = [sys.executable, "-m", "bench.crawler", kind]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(answer.stdout)
    return measured


def _print(bare: dict[str, float], plain: dict[str, float], ours: dict[str, float]) -> None:
    print(f"{ours['products']:.0f} products on {ours['pages']:.0f} pages of the demo shop, politeness off:")
    print(f"{'':8}{'products/s':>12}{'pages/s':>9}{'CPU ms a page':>15}")
    for name, crawl in (("bare", bare), ("plain", plain), ("ours", ours)):
        rate = crawl["products"] / crawl["seconds"] if crawl["products"] else 0
        cpu = 1000 * crawl["cpu"] / crawl["pages"]
        print(f"{name:8}{rate or float('nan'):12.0f}{crawl['pages'] / crawl['seconds']:9.1f}{cpu:15.2f}")
    print(f"ours is {plain['seconds'] / ours['seconds']:.1f} times plain")
    print("where the CPU time of our crawl goes:")
    parts = {"download (a bare crawl)": bare["cpu"], **{name: ours[name] for name in PARTS}}
    parts["the rest: Scrapy's own, an item"] = ours["cpu"] - sum(parts.values())
    for name, seconds in parts.items():
        print(f"  {name:32}{seconds / ours['cpu']:6.0%}{1000 * seconds / ours['pages']:8.2f} ms a page")


if __name__ == "__main__":
    main()
