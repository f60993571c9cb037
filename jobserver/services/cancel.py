"""POST /cancel.json: stop a job, or take it out of the queue."""

from __future__ import annotations

from typing import Any

from database.engine import transaction
from jobs.control import NoSuchJob, cancel
from jobs.states import State
from jobserver.describing import scrapyd_state
from jobserver.event_loop import reactor
from jobserver.projects import check_project
from jobserver.requests.queue import CancelRequest
from jobserver.services.service import Service
from jobserver.shapes.queue import CancelAnswer


class Cancel(Service):
    """Cancel a job. One that runs stores what it has read, and stays active until its process has ended."""

    verb = "POST"
    takes = CancelRequest
    gives = CancelAnswer
    wakes = True

    def answer(self, asked: CancelRequest) -> dict[str, Any]:
        """The state in which the job was found."""
        check_project(asked.project)
        try:
            with transaction() as connection:
                found = cancel(connection, asked.job)
        except NoSuchJob:
            return {"prevstate": None}
        if found.before is State.ACTIVE:
            # A process of this node need not wait for its next heartbeat to hear of it.
            reactor.callFromThread(self._signal, asked.job, asked.signal)
        return {"prevstate": None if found.before.is_finished else scrapyd_state(found.before)}

    def _signal(self, job_id: str, signal: str) -> None:
        for process in self.root.launcher.processes.values():
            if process.job == job_id:
                process.stop(signal)
