"""What the job server's calls take with ten thousand queued jobs, before and after a million finished ones.

python -m bench.calls; milliseconds as a client on the same machine sees them, `/health` being what any call takes.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.queue import FINISHED_ATTEMPTS, FINISHED_JOBS, QUEUED, SELLERS, run
from bench.timings import Timing, print_ratios, summarise
from database import embedded
from database.migrating import migrate
from database.scratch import scratch_database
from jobserver.process import JobServer, running_server

FINISHED = 1_000_000
QUEUED_JOBS = 10_000
SELLER_COUNT = 20
ROUNDS = 50

# One of the first calls after a start also pays for what is loaded and connected only then.
WARM_UP = 3

CALLS = (
    "/health",
    "/daemonstatus.json",
    "/metrics",
    "/metrics?format=json",
    "/api/scraper/status?jobId=queued-77",
    "/status.json?job=queued-77",
    "/jobs.json?limit=100",
    "/sellers.json",
    "/listjobs.json",
    "/",
    "/jobs",
)


def main() -> None:
    quiet = {"GOODSEED_HOUSEKEEPING": "off"}
    with tempfile.TemporaryDirectory() as name, scratch_database(embedded.start()):
        migrate()
        run(SELLERS, sellers=SELLER_COUNT)
        run(QUEUED, sellers=SELLER_COUNT, jobs=QUEUED_JOBS)
        run("UPDATE sellers SET is_paused = true")
        run("ANALYZE")
        with running_server(Path(name) / "log", GOODSEED_HOME=name, **quiet) as server:
            before = measure(server)
            run(FINISHED_JOBS, sellers=SELLER_COUNT, jobs=FINISHED)
            run(FINISHED_ATTEMPTS)
            run("ANALYZE")
            after = measure(server)
    print(f"{QUEUED_JOBS} queued jobs; median ms, and the slowest of 20:")
    print_ratios(before, after, FINISHED)


def measure(server: JobServer) -> dict[str, Timing]:
    """Each call's timing."""
    return {path: _time_call(server, path) for path in CALLS}


def _time_call(server: JobServer, path: str) -> Timing:
    times = []
    for _ in range(WARM_UP + ROUNDS):
        start = time.perf_counter()
        reply = server.get(path)
        times.append(1000 * (time.perf_counter() - start))
        if reply.status != 200:
            raise RuntimeError(f"{path} answered {reply.status}: {reply.text[:200]}")
    return summarise(times[WARM_UP:])


if __name__ == "__main__":
    main()
