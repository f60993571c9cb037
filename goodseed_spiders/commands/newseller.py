"""`scrapy newseller <slug> <homepage>`: look at a shop, and write the files of its seller."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.http import HtmlResponse

from database.home import CHECKOUT
from goodseed_spiders.commands import complain
from goodseed_spiders.hosts import is_loopback, is_web_address
from goodseed_spiders.html import UnreadablePage, parse_html
from goodseed_spiders.newsellers.files import FIXTURES, SLUG, SPIDERS, describe_seller, write_files
from goodseed_spiders.newsellers.findings import Findings, look_at_page
from goodseed_spiders.newsellers.scout import Scout
from goodseed_spiders.overrides import check_settings
from goodseed_spiders.platforms.recognition import Recognition
from goodseed_spiders.platforms.registry import UnknownPlatform, find_platform, platform_names
from goodseed_spiders.sellers import declared_sellers

if TYPE_CHECKING:
    import argparse

    from goodseed_spiders.newsellers.files import NewSeller

NOT_RECOGNISED, BAD_ARGUMENTS = 1, 2


class Command(ScrapyCommand):
    """Asks a shop for a handful of pages, politely; writes only new files, and nothing into any database."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "<slug> <homepage> [--page FILE] [--platform NAME]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Look at a shop, and write the files of its seller"

    def long_desc(self) -> str:
        """The command's help."""
        return (
            "Look at a shop (or, with --page, at a saved page of it), tell which software it runs and why, and write "
            "the seller's spider, a page in the shape of that software with a made-up product, and what must come out "
            "of it, which `make test` checks. Exits 0 when the files are written, 1 when the shop's software was not "
            "recognised, 2 for bad arguments."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What to look at instead of the shop, and what to take it for."""
        super().add_options(parser)
        parser.add_argument(
            "--page", metavar="FILE", help="a saved page of the shop; nothing is asked of the shop then"
        )
        parser.add_argument("--platform", metavar="NAME", help=f"take it for one of {', '.join(platform_names())}")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Be quiet, unless told otherwise."""
        assert self.settings is not None
        self.settings.set("LOG_LEVEL", "ERROR", priority="cmdline")
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the files; see `long_desc` for the exit codes."""
        try:
            assert self.settings is not None
            check_settings(self.settings)
            slug, homepage = _check(args, opts)
            findings = Findings(homepage)
            if opts.page:
                _look_at_file(findings, opts.page)
            else:
                self._look_at_shop(findings)
        except (ValueError, OSError, UnreadablePage) as error:
            complain(str(error))
            self.exitcode = BAD_ARGUMENTS
            return
        if opts.platform:
            findings.recognition = Recognition(opts.platform, ())
        if findings.recognition is None:
            complain(f"{homepage}: its software was not recognised; --platform NAME says what to take it for")
            print("".join(f"  {note}\n" for note in findings.notes), end="")
            self.exitcode = NOT_RECOGNISED
            return
        seller = describe_seller(slug, findings, findings.recognition.platform)
        _tell(seller, findings.recognition, findings, write_files(seller))

    def _look_at_shop(self, findings: Findings) -> None:
        assert self.crawler_process is not None and self.settings is not None
        delay = (0.0, 0.0) if is_loopback(findings.homepage) else (2.0, 5.0)
        if delay == (0.0, 0.0):
            self.settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
        self.crawler_process.crawl(Scout, findings=findings, delay=delay)
        self.crawler_process.start()


def _check(args: list[str], opts: argparse.Namespace) -> tuple[str, str]:
    """The slug and the homepage. Raises ValueError, whose message names the argument."""
    if len(args) != 2:
        raise ValueError("newseller takes a slug and a homepage: scrapy newseller <slug> <homepage>")
    slug, homepage = args
    if not SLUG.fullmatch(slug):
        raise ValueError(f"slug: {slug!r} is not 2 to 50 small letters, digits and _, a letter first")
    if slug in declared_sellers() or (SPIDERS / f"{slug}.py").exists() or (FIXTURES / slug).exists():
        raise ValueError(f"slug: there is a seller {slug!r} already, or files of one")
    if not is_web_address(homepage):
        raise ValueError(f"homepage: {homepage!r} is not an http(s) address")
    if opts.platform:
        try:
            find_platform(opts.platform)
        except UnknownPlatform as error:
            raise ValueError(f"--platform: {error.args[0]}") from error
    return slug, homepage.rstrip("/") + "/"


def _look_at_file(findings: Findings, name: str) -> None:
    try:
        page = HtmlResponse(findings.homepage, body=Path(name).read_bytes())
    except OSError as error:
        raise ValueError(f"--page: {name!r} cannot be read: {error.strerror}") from error
    look_at_page(findings, parse_html(page), page.text, findings.homepage)


def _tell(seller: NewSeller, recognition: Recognition, findings: Findings, paths: list[Path]) -> None:
    """What was found, what was written, and the next three steps."""
    spider, page, record = (path.relative_to(CHECKOUT) for path in paths)
    why = f"of {'; '.join(recognition.reasons)}" if recognition.reasons else "--platform says so"
    print(f"{seller.title}: {seller.platform}, because {why}")
    listing = seller.listing or "not found: the platform’s usual one"
    print(f"currency {seller.currency}{_doubt_currency(findings)}; listing {listing}")
    print(f"written: {spider}, {page}, {record}\n")
    print("Next:")
    print(f"  1. scrapy crawl {seller.slug} -a mode=test     two pages, politely; then look at products and rejects")
    print(f"  2. save a page from your browser, and: scrapy extract {seller.slug} FILE --url ITS-ADDRESS")
    print(f"  3. give {page} what is peculiar to this shop's pages, and check {record}: make test reads both")


def _doubt_currency(findings: Findings) -> str:
    if findings.currency:
        return ""
    return " (by the sign of its prices)" if findings.currency_of_signs else " (guessed: please check)"
