"""`scrapy crawl <seller>`: crawl one seller now, as a job of its own."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from scrapy.commands.crawl import Command as CrawlCommand
from sqlalchemy.exc import OperationalError

from database.engine import describe, transaction
from database.errors import DatabaseError
from database.schema import require_schema
from database.statements import execute
from goodseed_spiders.arguments import BadArgument, read_arguments
from goodseed_spiders.commands import complain
from goodseed_spiders.downloading.proxies import BadProxies, read_proxies
from goodseed_spiders.extensions.job import JobKeeper
from goodseed_spiders.hosts import hosts_of
from goodseed_spiders.sellers import UnknownSeller, find_seller, is_paused, own_sources, register
from jobs.attempts import SellerBusy, start_by_hand
from jobs.states import State

if TYPE_CHECKING:
    import argparse

    from goodseed_spiders.arguments import Source
    from goodseed_spiders.seller_spider import SellerSpider
    from jobs.run import JobRun

logger = logging.getLogger(__name__)

FAILED, BAD_ARGUMENTS, BUSY = 1, 2, 3


class Command(CrawlCommand):
    """Scrapy's own, with checked arguments, a job, and an exit code that tells the truth."""

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
        try:
            seller = find_seller(args[0])
            read_arguments(opts.spargs, hosts_of(seller.homepage), seller.homepage)
            read_proxies()
        except (UnknownSeller, BadArgument, BadProxies) as error:
            complain(str(error.args[0]))
            raise SystemExit(BAD_ARGUMENTS) from None

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit code 0: completed, 1: failed, 2: bad arguments, 3: seller busy."""
        seller = find_seller(args[0])
        try:
            job, sources = _start_job(seller, opts.spargs)
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
        crawler = self._create_crawler(seller)
        self.crawler_process.crawl(crawler, own_sources=sources, **arguments)
        self.crawler_process.start()
        keeper = crawler.get_extension(JobKeeper)
        self._tell(keeper)

    def _tell(self, keeper: JobKeeper | None) -> None:
        outcome = keeper.outcome if keeper else None
        if outcome is None:
            self._refuse(FAILED, "the crawl ended without an outcome; see its log")
        elif outcome.state is not State.COMPLETED:
            self._refuse(FAILED, f"{outcome.state}: {outcome.code}: {outcome.message}")
        elif keeper:
            _summarise(keeper.run)
            if keeper.suspicious:
                print(f"suspicious: {keeper.suspicious}", file=sys.stderr)

    def _refuse(self, code: int, message: str) -> None:
        complain(message)
        self.exitcode = code


def _summarise(run: JobRun) -> None:
    """Print what came of a job, in one line, and what to do about what is held."""
    with transaction() as connection:
        job = execute(connection, "jobs/counters", job_id=run.job_id).one()
    held = f", {job.held} held" if job.held else ""
    print(
        f"{run.seller}: {job.pages_done} pages, {job.products_seen} products ({job.created} created, "
        f"{job.updated} updated, {job.unchanged} unchanged{held}), {job.rejected} rejected, {job.errors} errors; "
        f"job {run.job_id}"
    )
    if held:
        print(f"held: see `python -m pipelines held list --seller {run.seller}`", file=sys.stderr)


def _start_job(seller: type[SellerSpider], arguments: dict[str, Any]) -> tuple[JobRun, list[Source]]:
    """The job of this crawl, and the sources to read. Raises BadArgument for a paused seller, SellerBusy."""
    require_schema()
    with transaction() as connection:
        register(connection, seller)
        if is_paused(connection, seller.name):
            raise BadArgument(f"{seller.name} is paused (sellers.is_paused)")
        return start_by_hand(connection, seller.name, arguments), own_sources(connection, seller.name)
