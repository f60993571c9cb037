"""The latest numbers of the queue, read every second: what must be answered at once is answered from them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from twisted.application.service import Service
from twisted.internet.task import LoopingCall
from twisted.internet.threads import deferToThreadPool
from twisted.logger import Logger
from twisted.python.threadpool import ThreadPool

from database.engine import describe, transaction
from jobs.states import QUEUED, State
from jobs.totals import count_states
from jobserver.event_loop import reactor

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred
    from twisted.python.failure import Failure

    from jobserver.options import Options

log = Logger()

BEAT_SECONDS = 1.0
FRESH_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many jobs are in each state; `read_at` is a monotonic time."""

    states: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    read_at: float = float("-inf")

    @property
    def pending(self) -> int:
        """What scrapyd calls pending: waiting and delayed."""
        return sum(self.states[state] for state in QUEUED)

    @property
    def running(self) -> int:
        """What scrapyd calls running."""
        return self.states[State.ACTIVE]

    @property
    def finished(self) -> int:
        """What scrapyd calls finished: all others."""
        return sum(self.states.values()) - self.pending - self.running


class Pulse(Service):
    """Reads in a thread of its own, so that a database that hangs keeps nobody waiting but itself."""

    name = "pulse"

    def __init__(self, options: Options):
        self.options = options
        self.started_at = time.time()
        self._is_away = False
        self._pool = ThreadPool(minthreads=0, maxthreads=1, name="pulse")
        self._beating = LoopingCall(self._beat)

    @property
    def numbers(self) -> Numbers:
        """The latest that were read."""
        return latest.numbers

    @property
    def is_alive(self) -> bool:
        """Whether the database has answered a moment ago."""
        return time.monotonic() - latest.numbers.read_at < FRESH_SECONDS

    def startService(self) -> None:
        """Begin to read."""
        super().startService()
        self._pool.start()
        self._beating.start(BEAT_SECONDS)

    def stopService(self) -> None:
        """Read no more."""
        super().stopService()
        self._beating.stop()
        self._pool.stop()

    def _beat(self) -> Deferred[Any]:
        reading = deferToThreadPool(reactor, self._pool, read_numbers)
        return reading.addCallbacks(self._keep, self._miss)

    def _keep(self, numbers: Numbers) -> None:
        latest.numbers, self._is_away = numbers, False

    def _miss(self, failure: Failure) -> None:
        """An outage is told once."""
        if not self._is_away:
            said = describe(failure.value) if isinstance(failure.value, Exception) else str(failure.value)
            log.error("The database does not answer: {said}", said=said)
        self._is_away = True


class _Latest:
    """What this process has read last; the queue and the job storage count by it."""

    numbers = Numbers()


latest = _Latest()


def read_numbers() -> Numbers:
    """The numbers of now."""
    with transaction() as connection:
        return Numbers(count_states(connection), time.monotonic())
