"""Job servers as tests use them, and waiting for what they do."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from jobserver.process import JobServer, running_server

T = TypeVar("T")

MANY_SELLERS = {
    "SCRAPY_SETTINGS_MODULE": "tests.jobserver_sellers.settings",
    "GOODSEED_RUNNER": "tests.jobserver_sellers.runner",
}


@contextmanager
def serving_jobs(home: Path, **variables: str) -> Iterator[JobServer]:
    """A job server on this process's database, with its own logs, and without a limit of starts."""
    told = {"GOODSEED_HOME": str(home), "GOODSEED_MAX_JOBS_PER_MINUTE": "0", "GOODSEED_HOUSEKEEPING": "off"} | variables
    with running_server(home / "server.log", **told) as server:
        yield server


def login(name: str, password: str) -> dict[str, str]:
    """The header that tells a name and a password."""
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def wait_for(condition: Callable[[], T], seconds: float = 60) -> T:
    """The first true answer; fails when none comes in time."""
    give_up_at = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < give_up_at, "it did not come to that in time"
        time.sleep(0.05)
    return answer


def schedule(server: JobServer, seller: str, **form: Any) -> str:
    """Queue a crawl; its job's id."""
    reply = server.post("/schedule.json", project="goodseed", spider=seller, **form).json
    assert reply["status"] == "ok", reply
    return str(reply["jobid"])


def wait_until_finished(server: JobServer, job_id: str, seconds: float = 90) -> dict[str, Any]:
    """What status.json says of a job once it has ended."""

    def look() -> dict[str, Any] | None:
        status: dict[str, Any] = server.get("/status.json", job=job_id).json
        return status if status["currstate"] == "finished" else None

    return wait_for(look, seconds) or {}
