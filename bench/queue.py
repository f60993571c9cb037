"""Claims and counts with ten thousand queued jobs, before and after a million finished ones: python -m bench.queue

"nothing" and "one row written" are what any transaction takes on this machine: the ways there, and the disk's sync.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.timings import Timing, print_ratios, summarise
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
    chosen = options.parse_args()
    with scratch_database(embedded.start()):
        migrate()
        run(SELLERS, sellers=chosen.sellers)
        run(QUEUED, sellers=chosen.sellers, jobs=chosen.queued)
        run("ANALYZE")
        before, weight_before = _measure(chosen.rounds), _weigh_claim()
        run(FINISHED_JOBS, sellers=chosen.sellers, jobs=chosen.finished)
        run(FINISHED_ATTEMPTS)
        run("ANALYZE")
        after, weight_after = _measure(chosen.rounds), _weigh_claim()
    print(f"{chosen.queued} queued jobs of {chosen.sellers} sellers; median ms, and the slowest of 20:")
    print_ratios(before, after, chosen.finished)
    for name, (blocks, milliseconds, _) in (("alone", weight_before), ("later", weight_after)):
        print(f"a claim in the server, {name}: {blocks} blocks, {milliseconds:.2f} ms")
    print("it looks at:", ", ".join(dict.fromkeys(_list_scans(weight_after[2]))))


def _measure(rounds: int) -> dict[str, Timing]:
    """Each act's timing."""
    acts: dict[str, Callable[[], Any]] = {
        "nothing": lambda: run("SELECT 1"),
        "one row written": lambda: run("UPDATE sellers SET name = name || '.' WHERE slug = 'seller-0'"),
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
    return {name: summarise(times) for name, times in spent.items()}


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


def run(statement: str, **values: Any) -> None:
    with transaction() as connection:
        connection.exec_driver_sql(statement, values)


def _weigh_claim() -> tuple[int, float, dict[str, Any]]:
    """What one claim costs the server, whatever else goes on: blocks touched, milliseconds, and the plan."""
    with transaction() as connection:
        execute(connection, "jobs/lock_queue")
        values = {"node": "bench", "max_proc": 5, "max_per_minute": 1_000_000}
        choosing = CLAIM.read_text().rpartition(";")[2]
        explain = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {choosing}"
        (found,) = connection.exec_driver_sql(explain, values).scalar_one()
        connection.rollback()
    plan = found["Plan"]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], found["Execution Time"], plan


def _list_scans(plan: dict[str, Any]) -> list[str]:
    """How each table is looked at."""
    scan = [f"{plan['Node Type']} {plan.get('Index Name', plan['Relation Name'])}"] if "Relation Name" in plan else []
    return scan + [line for part in plan.get("Plans", []) for line in _list_scans(part)]


if __name__ == "__main__":
    main()
