"""`scrapy crawl <seller>`: crawl one seller now, as a job of its own, or as the one that a job server has claimed."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from scrapy.commands.crawl import Command as CrawlCommand
from sqlalchemy.exc import OperationalError

from database.engine import describe, transaction
from database.errors import DatabaseError
from database.schema import require_schema
from goodseed_spiders import claimed
from goodseed_spiders.arguments import BadArgument
from goodseed_spiders.commands import complain
from goodseed_spiders.downloading.proxies import BadProxies, read_proxies
from goodseed_spiders.extensions.job import JobKeeper
from goodseed_spiders.hosts import is_loopback
from goodseed_spiders.json_log import install_handler
from goodseed_spiders.overrides import check_settings, read_overrides
from goodseed_spiders.sellers import UnknownSeller, find_seller, is_paused, own_sources, register
from jobs.attempts import SellerBusy, start_by_hand
from jobs.error_reports import report, report_errors
from jobs.run import Overtaken
from jobs.states import State

if TYPE_CHECKING:
    import argparse

    from goodseed_spiders.arguments import Source
    from goodseed_spiders.seller_spider import SellerSpider
    from jobs.job import Job
    from jobs.run import JobRun

logger = logging.getLogger(__name__)

FAILED, BAD_ARGUMENTS, BUSY = 1, 2, 3


class Command(CrawlCommand):
    """Scrapy's own, with checked arguments, a job, and an exit code that tells the truth."""

    default_settings = {"LOG_INSTALL_ROOT_HANDLER": False}  # noqa: RUF012 (Scrapy reads it from the class)

    def syntax(self) -> str:
        """What follows the command's name."""
        return "[options] <seller>"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Crawl a seller now, and store what it sells"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the arguments, before Scrapy says anything."""
        super().process_options(args, opts)
        if len(args) != 1:
            complain(f"crawl takes one seller, not {len(args)}: scrapy crawl <seller>")
            raise SystemExit(BAD_ARGUMENTS)
        self.claimed = _take_over()
        assert self.settings is not None
        try:
            seller = find_seller(args[0])
            if self.claimed:
                opts.spargs = self.claimed.args
                brought = read_overrides(self.claimed.settings, seller)
                self.settings.setdict({**brought, "JOB_IS_QUEUED": True}, priority="cmdline")
            check_settings(self.settings)
            self.arguments = seller.check_arguments(opts.spargs)
            read_proxies()
        except (UnknownSeller, BadArgument, BadProxies) as error:
            complain(str(error.args[0]))
            if self.claimed:
                claimed.refuse(self.claimed.current_run, str(error.args[0]))
            raise SystemExit(BAD_ARGUMENTS) from None
        about = {"job_id": self.claimed.job_id, "run": self.claimed.run} if self.claimed else {}
        install_handler(self.settings, {"seller": seller.name, **about})
        report_errors("crawl", seller=seller.name, **{name: str(value) for name, value in about.items()})

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit code 0: completed or given back, 1: failed, 2: bad arguments, 3: seller busy."""
        seller = find_seller(args[0])
        try:
            job, sources = _start_job(seller, opts.spargs, self.claimed)
        except BadArgument as error:
            self._refuse(BAD_ARGUMENTS, str(error))
        except SellerBusy as error:
            self._refuse(BUSY, str(error))
        except DatabaseError as error:
            self._refuse(FAILED, str(error))
        except OperationalError as error:
            self._refuse(FAILED, f"the database does not answer: {describe(error)}")
        else:
            self._crawl(seller, job, sources, opts.spargs)

    def _crawl(self, seller: type[SellerSpider], job: JobRun, sources: list[Source], arguments: dict[str, Any]) -> None:
        assert self.crawler_process is not None and self.settings is not None
        self.crawler_process.settings.set("JOB", job, priority="cmdline")
        asked = self.arguments.sources or sources
        if not self.settings.get("CONTACT") and not all(is_loopback(source.url) for source in asked):
            logger.warning("GOODSEED_CONTACT is not set: a shop that is troubled by us cannot reach us")
        crawler = self._create_crawler(seller)
        self.crawler_process.crawl(crawler, own_sources=sources, **arguments)
        self.crawler_process.start()
        self._tell(crawler.get_extension(JobKeeper))

    def _tell(self, keeper: JobKeeper | None) -> None:
        job, outcome = (keeper.job, keeper.outcome) if keeper else (None, None)
        if job is None or outcome is None:
            self._refuse(FAILED, "the crawl ended without an outcome; see its log")
        elif job.state is State.WAITING:
            self._say(f"{job.seller}: stopped after {job.pages_done} pages; job {job.job_id} waits again")
        elif outcome.state is not State.COMPLETED:
            again = f"; tried again at {job.run_at:%H:%M:%S} UTC" if job.state is State.DELAYED else ""
            self._refuse(FAILED, f"{outcome.state}: {outcome.code}: {outcome.message}{again}")
        else:
            self._say(_summarise(job))
            if job.held:
                self._hint(f"held: see `python -m pipelines held list --seller {job.seller}`")
            if job.suspicious:
                self._hint(f"suspicious: {job.suspicious}")

    def _say(self, message: str) -> None:
        """For a person, or for who reads the job's log."""
        if self.claimed:
            logger.info(message)
        else:
            print(message)

    def _hint(self, message: str) -> None:
        """What a person should look at."""
        if self.claimed:
            logger.warning(message)
        else:
            print(message, file=sys.stderr)

    def _refuse(self, code: int, message: str) -> None:
        if self.claimed:
            logger.error(message)
        elif code == FAILED:
            report(message)
        complain(message)
        self.exitcode = code


def _summarise(job: Job) -> str:
    """What came of a job, in one line."""
    held = f", {job.held} held" if job.held else ""
    return (
        f"{job.seller}: {job.pages_done} pages, {job.products_seen} products ({job.created} created, "
        f"{job.updated} updated, {job.unchanged} unchanged{held}), {job.rejected} rejected, {job.errors} errors; "
        f"job {job.job_id}"
    )


def _take_over() -> Job | None:
    """The job that a job server has claimed for this process; ends the process when it is another's by now."""
    try:
        return claimed.take_over()
    except (Overtaken, DatabaseError, OperationalError) as error:
        complain(describe(error))
        raise SystemExit(FAILED) from None


def _start_job(
    seller: type[SellerSpider], arguments: dict[str, Any], claimed_job: Job | None
) -> tuple[JobRun, list[Source]]:
    """The job of this crawl, and the sources to read. By hand raises BadArgument for a paused seller, SellerBusy."""
    require_schema()
    with transaction() as connection:
        register(connection, seller)
        if claimed_job:
            return claimed_job.current_run, own_sources(connection, seller.name)
        if is_paused(connection, seller.name):
            raise BadArgument(f"{seller.name} is paused (sellers.is_paused)")
        return start_by_hand(connection, seller.name, arguments), own_sources(connection, seller.name)
