"""`scrapy extract <seller> FILE`: what a saved page would store, for somebody who is adding a seller.

`--platform NAME` in the seller's place reads a page of a shop that has no seller yet.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.http import HtmlResponse

from goodseed_spiders.commands import complain
from goodseed_spiders.coverage import count_coverage
from goodseed_spiders.discovery.pagination import find_last_page
from goodseed_spiders.hosts import is_web_address
from goodseed_spiders.html import UnreadablePage, parse_html
from goodseed_spiders.platforms.registry import UnknownPlatform, find_platform, platform_names
from goodseed_spiders.raw_record import raw_record
from goodseed_spiders.sellers import UnknownSeller, find_seller
from pipelines.item_pipelines import read_product
from pipelines.product import Product, Seller
from pipelines.record import known_facts, product_record
from pipelines.reject import LeftOut, Reject, Rejected
from pipelines.twins import drop_twins

if TYPE_CHECKING:
    import argparse

    from goodseed_spiders.seller_spider import SellerSpider

NOTHING_FOUND, BAD_ARGUMENTS = 1, 2
CODE = re.compile("[A-Z]{3}")


class BadArguments(ValueError):
    """The command was called wrongly; the message says how."""


class Command(ScrapyCommand):
    """Stores nothing and needs no database."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        """What follows the command's name."""
        return "(<seller> FILE [--url URL] | --platform NAME FILE --url URL [--currency CODE]) [--raw] [--pretty]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Print what a saved page of a seller would store, one JSON object a product"

    def long_desc(self) -> str:
        """The command's help."""
        return (
            "Run a seller's own parsing, normalising and validating on one saved page or a fragment of one "
            "(FILE, or - for standard input). Products and rejects go to standard output, the share of products "
            "that have each fact to standard error. With --platform, the page is read as one of a shop of that "
            "software that has no seller yet; its host is that of --url. With --raw, what the page says is "
            "printed before it is normalised and validated, of any goods. Exits 0 when a product came out, 1 when none "
            "did, 2 for bad arguments."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The page's address, for links relative to it, and the form for people."""
        super().add_options(parser)
        parser.add_argument("--url", help="the page's own address (default: the seller's homepage)")
        parser.add_argument(
            "--platform", metavar="NAME", help=f"one of {', '.join(platform_names())}, instead of a seller"
        )
        parser.add_argument("--currency", metavar="CODE", help="of a price that names none (with --platform)")
        parser.add_argument("--raw", action="store_true", help="before normalising and validating, of any goods")
        parser.add_argument("--pretty", action="store_true", help="one indented list, unknown facts left out")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the products; see `long_desc` for the exit codes."""
        try:
            spider_class, name = _find_spider(args, opts)
            page = HtmlResponse(opts.url or spider_class.homepage, body=_read(name))
            self._extract(spider_class(), page, opts)
        except BadArguments as error:
            self._refuse(str(error))
        except (UnknownSeller, UnknownPlatform) as error:
            self._refuse(str(error.args[0]))
        except OSError as error:
            self._refuse(f"FILE: {name!r} cannot be read: {error.strerror}")
        except UnreadablePage as error:
            complain(f"FILE: {name!r} is {error}")
            self.exitcode = NOTHING_FOUND

    def _extract(self, spider: SellerSpider, page: HtmlResponse, opts: argparse.Namespace) -> None:
        tree, items = spider.read_response(page)
        if opts.raw:
            _print([raw_record(item, spider.currency) for item in items], is_pretty=opts.pretty)
            if not items:
                print(_why_nothing(spider, page), file=sys.stderr)
            self.exitcode = 0 if items else NOTHING_FOUND
            return
        products, rejects, others = _sort_out(items, Seller(spider.name, spider.currency, spider.hosts))
        records = [product_record(product) for product in products]
        records += [{"rejected": reject.reason, "url": reject.url} for reject in rejects]
        records += [{"left_out": reason} for reason in others]
        _print(records, is_pretty=opts.pretty)
        _tell(products, rejects, others, find_last_page(tree, 1))
        if not items:
            print(f"  {_why_nothing(spider, page)}", file=sys.stderr)
        self.exitcode = 0 if products else NOTHING_FOUND

    def _refuse(self, message: str) -> None:
        complain(message)
        self.exitcode = BAD_ARGUMENTS


def _find_spider(args: list[str], opts: argparse.Namespace) -> tuple[type[SellerSpider], str]:
    """The class to read the page with, and the page's file. Raises BadArguments, UnknownSeller, UnknownPlatform."""
    if opts.url and not is_web_address(opts.url):
        raise BadArguments(f"--url: {opts.url!r} is not an http(s) address")
    if not opts.platform:
        if len(args) != 2:
            raise BadArguments("extract takes a seller and a file: scrapy extract <seller> FILE [--url URL]")
        if opts.currency:
            raise BadArguments("--currency: a seller has its own; it goes with --platform")
        return find_seller(args[0]), args[1]
    if len(args) != 1:
        raise BadArguments("extract --platform takes a file: scrapy extract --platform NAME FILE --url URL")
    if not opts.url:
        raise BadArguments("--url: the page's own address is needed, its host is the shop")
    currency = (opts.currency or "").upper()
    if currency and not CODE.fullmatch(currency):
        raise BadArguments(f"--currency: {opts.currency!r} is no ISO 4217 code such as USD")
    return stranger(find_platform(opts.platform), opts.url, currency), args[0]


def stranger(platform: type[SellerSpider], url: str, currency: str) -> type[SellerSpider]:
    """A seller of this platform that nobody has written a file for: the shop at this address."""
    host = urlsplit(url).hostname or ""
    homepage = f"{urlsplit(url).scheme}://{urlsplit(url).netloc.rpartition('@')[2]}/"
    facts = {"name": host, "seller_name": host, "homepage": homepage, "currency": currency, "sources": ("/",)}
    return type("Stranger", (platform,), facts)


def _why_nothing(spider: SellerSpider, page: HtmlResponse) -> str:
    """What to tell of a page without products; its tree is a new one, a reader takes one apart."""
    links = spider.find_links(parse_html(page), page.url)
    if links:
        pages = "a product page" if len(links) == 1 else f"{len(links)} product pages"
        return f"no product: this page leads to {pages}"
    return "no product: is this a page of the seller, and one that lists products?"


def _print(records: list[dict[str, Any]], *, is_pretty: bool) -> None:
    if is_pretty:
        print(json.dumps([known_facts(record) for record in records], ensure_ascii=False, indent=2))
    else:
        print("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), end="")


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _sort_out(items: list[Any], seller: Seller) -> tuple[list[Product], list[Reject], list[str]]:
    """Products, one an address as in the database, rejects, and what is no seeds."""
    products, rejects, others = [], [], []
    for item in items:
        try:
            products.append(read_product(item, seller))
        except Rejected as rejected:
            rejects.append(rejected.reject)
        except LeftOut as left_out:
            others.append(str(left_out))
    return list(drop_twins(products).values()), rejects, others


def _tell(products: list[Product], rejects: list[Reject], others: list[str], last_page: int | None) -> None:
    """The summary for a person, on standard error."""
    counts = f"{len(products)} products, {len(rejects)} rejected" + (f", {len(others)} left out" if others else "")
    lines = [f"{counts}, last page {last_page or 'unknown'}"]
    lines += [f"  {name} {count}/{len(products)}" for name, count in count_coverage(products).items() if products]
    lines += [f"  left out of {product.name!r}: {reason}" for product in products for reason in product.left_out]
    print("\n".join(lines), file=sys.stderr)
