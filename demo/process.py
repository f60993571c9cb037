"""A demo shop in a process of its own, for the length of a ``with`` block."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

_START_SECONDS = 60
_STOP_SECONDS = 10
_ANSWER_SECONDS = 120

# A proxy of the surroundings has no business on loopback.
_OPENER = build_opener(ProxyHandler({}))


class Shop:
    """A running shop: its address, and what can be asked of it and done to it."""

    def __init__(self, url: str, pid: int) -> None:
        self.url = url
        self.pid = pid

    def truth(self) -> dict[str, Any]:
        """Return what is sold today: ``{"day", "currency", "products", "broken"}``."""
        return self._call("GET", "/truth.json")

    def requests(self) -> list[dict[str, Any]]:
        """Return what was asked, oldest first; the keys are those of ``demo.requestlog.Entry``."""
        requests: list[dict[str, Any]] = self._call("GET", "/requests.json")["requests"]
        return requests

    def clear_requests(self) -> None:
        """Forget what was asked."""
        self._call("DELETE", "/requests.json")

    def next_day(self) -> dict[str, int]:
        """Move on by a day and return ``{"day", "prices_changed", "gone", "new"}``."""
        return self._call("POST", "/next-day")

    def fault(
        self,
        path: str,
        status: int | None = None,
        *,
        times: int = 1,
        delay: float = 0,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Let the next requests of a path ("*": of every page) fail, see ``demo.control``."""
        order = {"path": path, "status": status, "times": times, "delay": delay, "headers": headers or {}}
        self._call("POST", "/faults", order)

    def clear_faults(self) -> None:
        """Let everything work again."""
        self._call("DELETE", "/faults")

    def _call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.url + path, data, method=method)  # noqa: S310 (our own http address)
        with _OPENER.open(request, timeout=_ANSWER_SECONDS) as response:
            answer: dict[str, Any] = json.load(response)
            return answer


@contextmanager
def running_shop(products: int = 240, day: int = 0, seed: int = 7, crawl_delay: float | None = None) -> Iterator[Shop]:
    """Run a shop on a free port of 127.0.0.1 while the block runs; RuntimeError when it does not start."""
    command = [sys.executable, "-m", "demo", "--port", "0"]
    command += [f"--products={products}", f"--day={day}", f"--seed={seed}"]
    if crawl_delay is not None:
        command.append(f"--crawl-delay={crawl_delay}")
    parent = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, (parent, os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}) as process:
        try:
            yield Shop(_read_address(process), process.pid)
        finally:
            _stop(process)


def _read_address(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], _START_SECONDS)
    line = process.stdout.readline().decode().strip() if ready else ""
    words, _, url = line.rpartition(" ")
    if words != "demo shop on":
        raise RuntimeError(f"the demo shop did not start: {line or 'it said nothing'}")
    return url


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
