"""How long clean-up takes, and what a claim takes meanwhile: python -m bench.cleanup"""

from __future__ import annotations

import argparse
import threading
import time

from database import embedded
from database.engine import engine, transaction
from database.migrating import migrate
from database.scratch import scratch_database
from jobs.new_job import NewJob
from jobs.queue import claim, enqueue
from jobs.states import Trigger
from scheduler.cleanup import clean_up

SELLERS = """
INSERT INTO sellers (slug, name, homepage_url, platform, currency)
SELECT 'seller' || n, '', '', '', 'USD' FROM generate_series(1, 20) AS n
"""
JOBS = """
INSERT INTO scrape_jobs (job_id, seller, state, trigger, run, attempt, created_at, started_at, finished_at)
SELECT 'old-' || n, 'seller' || mod(n, 20) + 1,
    (ARRAY['completed', 'completed', 'completed', 'cancelled', 'failed'])[mod(n, 5) + 1], 'schedule', n, 1, at, at, at
FROM generate_series(1, %(jobs)s) AS n, LATERAL (SELECT now() - interval '31 days' - n * interval '1 s' AS at) AS moment
"""
ATTEMPTS = """
INSERT INTO scrape_attempts (job_id, run, attempt, started_at) SELECT job_id, run, 1, started_at FROM scrape_jobs
"""
PRODUCTS = """
INSERT INTO products (seller, url, url_key, name, strain_name, slug, content_hash)
SELECT 'seller' || mod(n, 20) + 1, 'https://bench.example/' || n, '/' || n, 'Strain ' || n, 'Strain ' || n, n::text, ''
FROM generate_series(1, 10000) AS n
"""
HISTORY = """
INSERT INTO price_history (product_id, observed_at, seeds, variant, currency, price, stock_status, job_id)
SELECT (SELECT min(id) FROM products) + mod(n, 10000), now() - interval '31 days' - n * interval '1 s', 5, '', 'USD',
    50, 'in_stock', 'old-' || mod(n, %(jobs)s) + 1
FROM generate_series(1, %(rows)s) AS n
"""
END = "UPDATE scrape_jobs SET state = 'completed', finished_at = now() WHERE job_id = %(job_id)s"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--jobs", type=int, default=100_000)
    options.add_argument("--history", type=int, default=1_000_000)
    given = options.parse_args()
    with scratch_database(embedded.start()):
        migrate()
        _fill(given.jobs, given.history)
        quiet = _measure_claims(threading.Event(), at_least=200)
        stop, busy = threading.Event(), list[float]()
        claims = threading.Thread(target=lambda: busy.extend(_measure_claims(stop)))
        claims.start()
        start = time.perf_counter()
        done = clean_up()
        seconds = time.perf_counter() - start
        stop.set()
        claims.join()
    print(f"{done.said}, in {seconds:.0f} s{(done.trouble and f' ({done.trouble})') or ''}")
    for when, times in (("before", quiet), ("meanwhile", busy)):
        ordered = sorted(times)
        median, late, longest = (ordered[int((len(ordered) - 1) * share)] for share in (0.5, 0.99, 1))
        print(f"claims {when}: {len(times)}, median {median:.1f} ms, 99% {late:.1f} ms, longest {longest:.1f} ms")


def _fill(jobs: int, history: int) -> None:
    with transaction() as connection:
        for statement in (SELLERS, JOBS, ATTEMPTS, PRODUCTS, HISTORY):
            connection.exec_driver_sql(statement, {"jobs": jobs, "rows": history})
    with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def _measure_claims(stop: threading.Event, at_least: int = 0) -> list[float]:
    """Milliseconds of claims, one after the other, of a seller's job that is queued before each."""
    times = []
    while not stop.is_set() and (not at_least or len(times) < at_least):
        with transaction() as connection:
            enqueue(connection, NewJob("seller1", Trigger.API))
        start = time.perf_counter()
        with transaction() as connection:
            claimed = claim(connection, "bench", 1_000_000, 0)
        times.append((time.perf_counter() - start) * 1000)
        assert claimed is not None
        with transaction() as connection:
            connection.exec_driver_sql(END, {"job_id": claimed.job.job_id})
        time.sleep(0.01)
    return times


if __name__ == "__main__":
    main()
