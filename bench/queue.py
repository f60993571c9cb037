"""Claims and counts with ten thousand queued jobs, before and after a million finished ones: python -m bench.queue

"nothing" and "one row written" are what any transaction takes on this machine: the ways there, and the disk's sync.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from database import embedded
from database.engine import transaction
from database.migrating import migrate
from database.scratch import scratch_database
from database.statements import execute
from jobs import attempts, totals
from jobs.listing import Selection, list_jobs
from jobs.new_job import NewJob
from jobs.outcome import Outcome
from jobs.queue import claim, enqueue
from jobs.states import FINISHED, State, Trigger

CLAIM = Path(__file__).parents[1] / "jobs" / "sql" / "claim.sql"

SELLERS = """
INSERT INTO sellers (slug, name, homepage_url, platform, currency)
SELECT 'seller-' || number, '', '', '', 'USD' FROM generate_series(0, %(sellers)s - 1) AS number
"""
QUEUED = """
INSERT INTO scrape_jobs (job_id, seller, state, trigger, duplicate, priority, run_at)
SELECT 'queued-' || number, 'seller-' || number %% %(sellers)s, 'waiting', 'api', true, number %% 3,
    now() - make_interval(secs => number)
FROM generate_series(1, %(jobs)s) AS number
"""
FINISHED_JOBS = """
INSERT INTO scrape_jobs (job_id, seller, state, trigger, run, attempt, created_at, run_at, started_at, finished_at)
SELECT 'finished-' || number, 'seller-' || number %% %(sellers)s,
    CASE WHEN number %% 20 = 0 THEN 'failed' ELSE 'completed' END, 'schedule', nextval('scrape_runs'), 1,
    now() - make_interval(mins => number), now() - make_interval(mins => number), now(), now()
FROM generate_series(1, %(jobs)s) AS number
"""
FINISHED_ATTEMPTS = """
INSERT INTO scrape_attempts (job_id, run, attempt, started_at, finished_at, outcome)
SELECT job_id, run, attempt, run_at, run_at, state FROM scrape_jobs WHERE job_id LIKE 'finished-%%'
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sellers", type=int, default=20)
    options.add_argument("--queued", type=int, default=10_000)
    options.add_argument("--finished", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--explain", action="store_true", help="also print how PostgreSQL finds the next job")
    chosen = options.parse_args()
    with scratch_database(embedded.start()):
        migrate()
        _run(SELLERS, sellers=chosen.sellers)
        _run(QUEUED, sellers=chosen.sellers, jobs=chosen.queued)
        _run("ANALYZE")
        before = _measure(chosen.rounds)
        _run(FINISHED_JOBS, sellers=chosen.sellers, jobs=chosen.finished)
        _run(FINISHED_ATTEMPTS)
        _run("ANALYZE")
        after = _measure(chosen.rounds)
        if chosen.explain:
            _explain()
    print(f"{chosen.queued} queued jobs of {chosen.sellers} sellers; median ms, and the slowest of 20:")
    print(f"{'':24}{'alone':>16}{f'+{chosen.finished} finished':>22}{'ratio':>8}")
    for name, (median, slow) in before.items():
        later, later_slow = after[name]
        print(f"{name:24}{median:8.2f}{slow:8.2f}{later:14.2f}{later_slow:8.2f}{later / median:8.2f}")


def _measure(rounds: int) -> dict[str, tuple[float, float]]:
    """Milliseconds of each act: the median, and the 95th percentile."""
    acts: dict[str, Callable[[], Any]] = {
        "nothing": lambda: _run("SELECT 1"),
        "one row written": lambda: _run("UPDATE sellers SET name = name || '.' WHERE slug = 'seller-0'"),
        "claim": _claim,
        "end": _end,
        "schedule": _schedule,
        "count states": lambda: _in_transaction(totals.count_states),
        "age of the queue": lambda: _in_transaction(totals.find_oldest_waiting),
        "list 100 finished": lambda: _in_transaction(list_jobs, Selection(FINISHED)),
        "list 100 of a seller": lambda: _in_transaction(list_jobs, Selection(seller="seller-1")),
    }
    spent: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            start = time.perf_counter()
            act()
            spent[name].append(1000 * (time.perf_counter() - start))
    return {name: (statistics.median(times), statistics.quantiles(times, n=20)[-1]) for name, times in spent.items()}


_claimed: list[Any] = []


def _claim() -> None:
    with transaction() as connection:
        found = claim(connection, "bench", 5, 0)
    assert found
    _claimed.append(found.run)


def _end() -> None:
    with transaction() as connection:
        attempts.fail(connection, _claimed.pop(), Outcome(State.COMPLETED))


def _schedule() -> None:
    """Put in what was taken out."""
    with transaction() as connection:
        enqueue(connection, NewJob("seller-1", Trigger.API, duplicate=True))


def _in_transaction(act: Callable[..., Any], *values: Any) -> None:
    with transaction() as connection:
        act(connection, *values)


def _run(statement: str, **values: Any) -> None:
    with transaction() as connection:
        connection.exec_driver_sql(statement, values)


def _explain() -> None:
    """How the claim of one more job is found and made."""
    with transaction() as connection:
        execute(connection, "jobs/lock_queue")
        values = {"node": "bench", "max_proc": 5, "max_per_minute": 1_000_000}
        choosing = CLAIM.read_text().rpartition(";")[2]
        plan = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {choosing}", values)
        print("\n".join(plan.scalars()))


if __name__ == "__main__":
    main()
