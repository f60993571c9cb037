"""Stopping in good order is a success: exit code 0."""

from __future__ import annotations

import signal
from contextlib import suppress

from twisted.internet.error import ReactorNotRunning

from jobserver.event_loop import reactor


def exit_zero_on_signals() -> None:
    """Take SIGTERM and SIGINT over from the reactor, after whose own handling twistd ends by the signal again."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: reactor.callFromThread(_stop))


def _stop() -> None:
    with suppress(ReactorNotRunning):  # it is stopping already
        reactor.stop()
