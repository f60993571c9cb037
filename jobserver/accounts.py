"""What the launcher writes down of a run: that it has a process, that it has none, how that ended."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from jobs import attempts
from jobs.outcome import Outcome
from jobs.run import JobRun, Overtaken
from jobs.states import ErrorCode, State

if TYPE_CHECKING:
    from sqlalchemy import Connection


def fail_to_start(connection: Connection, run: JobRun, said: str) -> None:
    """A run without a process: a failed attempt, which may be tried again."""
    with suppress(Overtaken):  # somebody else has ended it meanwhile
        attempts.fail(connection, run, Outcome(State.FAILED, ErrorCode.CRASH, f"it could not be started: {said}"))


def hand_back(connection: Connection, run: JobRun, exit_code: int | None = None) -> None:
    """A run whose process was stopped with the server: its job waits again, unless the process has said more."""
    with suppress(Overtaken):  # its process has written its own end
        attempts.release(connection, run)
    if exit_code is not None:
        attempts.note_exit(connection, run, exit_code)
