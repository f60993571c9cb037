"""Claims jobs for the launcher's free slots: at once for what is scheduled here, soon for what is elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapyd.interfaces import IPoller
from twisted.internet.defer import Deferred, DeferredQueue, succeed
from twisted.logger import Logger
from zope.interface import implementer

from database.engine import describe, is_outage
from jobs.queue import claim
from jobserver.options import read_options
from jobserver.projects import PROJECT
from jobserver.spiderqueue import JobQueue
from jobserver.transacting import transact

if TYPE_CHECKING:
    from scrapyd import Config

    from jobs.queue import Claim

log = Logger()


@implementer(IPoller)
class Poller:
    """One claim at a time is under way; a call that comes meanwhile makes it look once more.

    Nothing that goes wrong ends the polling: an outage is told once, and over when it is over.
    """

    def __init__(self, config: Config):
        self.config = config
        self.options = read_options(config)
        self.update_projects()
        self.slots: DeferredQueue[Claim] = DeferredQueue()
        self.is_stopped = False
        self._polling: Deferred[None] = succeed(None)
        self._once_more = False
        self._is_away = False

    def update_projects(self) -> None:
        """scrapyd asks for it after an upload of code; the one queue stays."""
        self.queues = {PROJECT: JobQueue(self.config, PROJECT)}

    def next(self) -> Deferred[Claim]:
        """The next job for a free slot."""
        waiting: Deferred[Claim] = self.slots.get()
        self.poll()
        return waiting

    def poll(self) -> Deferred[None]:
        """Claim as many jobs as there are free slots; fires when that is done."""
        if self._polling.called:
            self._polling = Deferred.fromCoroutine(self._poll())
        else:
            self._once_more = True
        return self._polling

    def wake(self) -> None:
        """Look at once: a job was scheduled."""
        self.poll()

    def stop(self) -> Deferred[None]:
        """Claim nothing any more; fires when the last claim is done."""
        self.is_stopped = True
        return self._polling

    async def _poll(self) -> None:
        self._once_more = True
        while self._once_more:
            self._once_more = False
            await self._claim()

    async def _claim(self) -> None:
        """Take jobs until the slots are full, the queue is empty, or a limit is reached."""
        node, limits = self.options.node_name, (self.options.max_proc, self.options.max_jobs_per_minute)
        while self.slots.waiting and not self.is_stopped:
            try:
                claimed = await transact(claim, node, *limits)
            except Exception as error:
                self._tell(error)
                return
            if self._is_away:
                log.info("The database answers again")
                self._is_away = False
            if claimed is None:
                return
            self.slots.put(claimed)

    def _tell(self, error: Exception) -> None:
        if not is_outage(error):
            log.failure("No job could be claimed")
        elif not self._is_away:
            self._is_away = True
            log.error("The database does not answer: {said}", said=describe(error))
