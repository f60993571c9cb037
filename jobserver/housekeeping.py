"""What the job server does beside its crawls: rescue jobs that died or stalled, remove logs of jobs long gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twisted.application.service import MultiService
from twisted.internet.task import LoopingCall
from twisted.internet.threads import deferToThread
from twisted.logger import Logger

from database.engine import is_outage, transaction
from jobs.listing import find_known
from jobs.rescue import rescue_dead, rescue_stalled
from jobserver.components import service_named
from jobserver.logfiles import remove_old_logs
from scheduler.retention import retention

if TYPE_CHECKING:
    from collections.abc import Callable

    from twisted.internet.defer import Deferred
    from twisted.python.failure import Failure

    from jobs.job import Job
    from jobserver.options import Options

log = Logger()

RESCUE_SECONDS = 5.0
LOGS_SECONDS = 3600.0


class Housekeeping(MultiService):
    """Each task goes on whatever its last turn came to."""

    name = "housekeeping"

    def __init__(self, options: Options, app: Any):
        super().__init__()
        self.options = options
        self.app = app
        self._tasks = {
            RESCUE_SECONDS: LoopingCall(self._do, self._rescue),
            LOGS_SECONDS: LoopingCall(self._do, self._remove_logs),
        }

    def startService(self) -> None:
        """Begin, with the first turn of each task at once."""
        super().startService()
        for seconds, task in self._tasks.items():
            task.start(seconds)

    def stopService(self) -> Any:
        """No more turns."""
        for task in self._tasks.values():
            task.stop()
        return super().stopService()

    def _do(self, task: Callable[[], None]) -> Deferred[None]:
        return deferToThread(task).addErrback(_tell)

    def _rescue(self) -> None:
        launcher = service_named(self.app, "launcher")
        runs = [process.claim.run.run for process in launcher.processes.copy().values()]
        with transaction() as connection:
            rescued = [*rescue_dead(connection, self.options.node_name, runs), *rescue_stalled(connection)]
        for job in rescued:
            log.warn("{said}", said=describe_rescue(job))

    def _remove_logs(self) -> None:
        removed = remove_old_logs(self.options.logs, _find_known, retention().keep_completed_days)
        if removed:
            log.info("Removed {count} logs of jobs that are gone", count=removed)


def describe_rescue(job: Job) -> str:
    """What became of a job that died or stalled, in one line."""
    return f"Job {job.job_id} of {job.seller} was rescued and is {job.state}: {job.error_code}: {job.error_message}"


def _find_known(job_ids: list[str]) -> set[str]:
    with transaction() as connection:
        return find_known(connection, job_ids)


def _tell(failure: Failure) -> None:
    """An outage has been told by the pulse."""
    if not (isinstance(failure.value, Exception) and is_outage(failure.value)):
        log.failure("Housekeeping failed; it goes on", failure)
