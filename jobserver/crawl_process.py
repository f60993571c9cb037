"""One crawl's process, as the launcher sees it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from scrapyd.launcher import ScrapyProcessProtocol
from twisted.internet.defer import Deferred

if TYPE_CHECKING:
    from pathlib import Path

    from twisted.python.failure import Failure

    from jobs.queue import Claim

LAST_BYTES = 4_000


class CrawlProcess(ScrapyProcessProtocol):  # type: ignore[misc]
    """scrapyd's process, which also keeps its last words; `ended` fires when it has ended, with how."""

    def __init__(self, project: str, claim: Claim, log: Path, args: list[str]):
        super().__init__(project, claim.job.seller, claim.job.job_id, env={}, args=args)
        self.claim = claim
        self.log_file = log
        self.ended: Deferred[Exit] = Deferred()
        self._said: deque[bytes] = deque(maxlen=50)
        self._is_told = False

    def errReceived(self, data: bytes) -> None:
        """Keep what it says on standard error."""
        self._said.append(data)
        super().errReceived(data)

    def processEnded(self, status: Failure) -> None:
        """Tell how it ended."""
        super().processEnded(status)
        how: Any = status.value
        self.ended.callback(Exit(how.exitCode, how.signal))

    @property
    def last_words(self) -> str:
        """The end of what it said on standard error."""
        return b"".join(self._said)[-LAST_BYTES:].decode("utf-8", "replace").strip()

    def stop(self, signal: str) -> None:
        """Tell it to stop, once: Scrapy takes a second time for "at once", and drops what it has read."""
        if signal == "KILL" or not self._is_told:
            self._is_told = True
            self.send(signal)

    def send(self, signal: str | int) -> bool:
        """Send a signal; False when the process has ended."""
        from twisted.internet.error import ProcessExitedAlready

        transport: Any = self.transport
        try:
            transport.signalProcess(signal)
        except ProcessExitedAlready:
            return False
        return True


class Exit:
    """How a process ended: with a code, or by a signal."""

    def __init__(self, code: int | None, signal: int | None):
        self.code = code
        self.signal = signal

    @property
    def number(self) -> int:
        """The code, or the signal's number below zero."""
        return -self.signal if self.signal is not None else self.code or 0

    def __str__(self) -> str:
        return f"signal {self.signal}" if self.signal is not None else f"exit code {self.code}"
