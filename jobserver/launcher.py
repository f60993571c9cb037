"""Starts the crawls that were claimed, one per slot, and accounts for each of them. A slot is never lost."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from scrapyd.interfaces import IJobStorage, IPoller
from twisted.application.service import Service
from twisted.internet.defer import CancelledError, Deferred, gatherResults
from twisted.internet.task import deferLater
from twisted.logger import Logger

from database.engine import describe
from jobs.attempts import note_exit, note_process
from jobs.run import to_environment
from jobs.states import State
from jobserver import accounts
from jobserver.crawl_process import CrawlProcess
from jobserver.event_loop import reactor
from jobserver.logfiles import log_path, prepare_log, read_end
from jobserver.options import SECRETS, read_options
from jobserver.projects import PROJECT
from jobserver.transacting import transact

if TYPE_CHECKING:
    from scrapyd import Config

    from jobs.queue import Claim
    from jobserver.crawl_process import Exit

log = Logger()


class Launcher(Service):
    """Each slot waits for a job, starts its process, sees it end, writes down what was seen, and waits again.

    `processes` are those that run, by slot.
    """

    name = "launcher"

    def __init__(self, config: Config, app: Any):
        self.app = app
        self.options = read_options(config)
        self.finished = app.getComponent(IJobStorage)
        self.processes: dict[int, CrawlProcess] = {}
        self.is_stopping = False
        self._slots: list[Deferred[None]] = []

    @property
    def poller(self) -> Any:
        """What claims jobs."""
        return self.app.getComponent(IPoller)

    def startService(self) -> None:
        """Let every slot wait for a job."""
        super().startService()
        log.info(
            "Crawls at a time: {max_proc}, node {node}", max_proc=self.options.max_proc, node=self.options.node_name
        )
        self._slots = [Deferred.fromCoroutine(self._work(slot)) for slot in range(self.options.max_proc)]

    def stopService(self) -> Deferred[Any]:
        """Claim nothing more, let crawls store what they have and give their jobs back; kill what takes too long."""
        super().stopService()
        self.is_stopping = True
        return Deferred.fromCoroutine(self._stop())

    async def _stop(self) -> None:
        await self.poller.stop()
        slots = gatherResults([_finally(slot) for slot in self._slots])
        for process in self.processes.values():
            process.stop("TERM")
        for waiting in list(self.poller.slots.waiting):
            waiting.cancel()
        killing = deferLater(reactor, self.options.shutdown_grace, self._kill)
        await slots
        killing.addErrback(lambda failure: failure.trap(CancelledError))
        killing.cancel()

    def _kill(self) -> None:
        for process in self.processes.values():
            log.warn("Job {job} takes too long to stop, and is killed", job=process.job)
            process.send("KILL")

    async def _work(self, slot: int) -> None:
        while True:
            try:
                claim = await self.poller.next()
            except CancelledError:
                return
            try:
                await self._crawl(claim, slot)
            except Exception:
                log.failure("Job {job} could not be accounted for; the next sweep does it", job=claim.job.job_id)
            finally:
                self.processes.pop(slot, None)
            if self.is_stopping:
                return

    async def _crawl(self, claim: Claim, slot: int) -> None:
        """One run from its start to its end, whatever becomes of it."""
        if self.is_stopping:
            await transact(accounts.hand_back, claim.run)
            return
        try:
            process = self._spawn(claim)
        except Exception as error:
            log.failure("Job {job} could not be started", job=claim.job.job_id)
            await transact(accounts.fail_to_start, claim.run, f"{type(error).__name__}: {describe(error)}")
            return
        self.processes[slot] = process
        try:
            await transact(note_process, claim.run, process.pid, str(process.log_file))
        finally:
            how = await process.ended
            await self._account(process, how)

    async def _account(self, process: CrawlProcess, how: Exit) -> None:
        """A process that has written its outcome itself is only noted to have ended."""
        run = process.claim.run
        if self.is_stopping:
            await transact(accounts.hand_back, run, how.number)
            return
        said = process.last_words or ("" if how.number == 0 else read_end(process.log_file))
        job = await transact(note_exit, run, how.number, said)
        if job is None:
            return
        if job.state is State.CANCELLED:
            log.info("Job {job} is cancelled; its process had no time to say so ({how})", job=job.job_id, how=how)
        else:
            log.error("Job {job} crashed ({how}) and is {state}", job=job.job_id, how=how, state=job.state)

    def _spawn(self, claim: Claim) -> CrawlProcess:
        job = claim.job
        path = log_path(self.options.logs, job.seller, job.job_id, claim.run.run)
        prepare_log(path)
        args = [sys.executable, "-m", self.options.runner, "crawl", job.seller, "-s", f"LOG_FILE={path}"]
        process = CrawlProcess(PROJECT, claim, path, args)
        reactor.spawnProcess(process, sys.executable, args=args, env=_environment(claim))
        return process


def _environment(claim: Claim) -> dict[str, str]:
    """The job server's own, without its password; what the crawl is to do is in its job's row."""
    inherited = {name: value for name, value in os.environ.items() if name not in SECRETS}
    return inherited | to_environment(claim.run) | {"SCRAPY_PROJECT": PROJECT}


def _finally(work: Deferred[None]) -> Deferred[None]:
    """Fires when the work has ended, however it did."""
    done: Deferred[None] = Deferred()
    work.addBoth(lambda _: done.callback(None))
    return done
