"""`scrapy extract <seller> FILE`: what a saved page would store, for somebody who is adding a seller."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.http import HtmlResponse

from goodseed_spiders.commands import complain
from goodseed_spiders.coverage import count_coverage
from goodseed_spiders.discovery.pagination import find_last_page
from goodseed_spiders.html import UnreadablePage
from goodseed_spiders.sellers import UnknownSeller, find_seller
from pipelines.item_pipelines import read_product
from pipelines.product import Product, Seller
from pipelines.record import known_facts, product_record
from pipelines.reject import Reject, Rejected
from pipelines.twins import drop_twins

if TYPE_CHECKING:
    import argparse

    from goodseed_spiders.seller_spider import SellerSpider

NOTHING_FOUND, BAD_ARGUMENTS = 1, 2


class Command(ScrapyCommand):
    """Stores nothing and needs no database."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        """What follows the command's name."""
        return "<seller> FILE [--url URL] [--pretty]"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Print what a saved page of a seller would store, one JSON object a product"

    def long_desc(self) -> str:
        """The command's help."""
        return (
            "Run a seller's own parsing, normalising and validating on one saved page or a fragment of one "
            "(FILE, or - for standard input). Products and rejects go to standard output, the share of products "
            "that have each fact to standard error. Exits 0 when a product came out, 1 when none did, 2 for bad "
            "arguments."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The page's address, for links relative to it, and the form for people."""
        super().add_options(parser)
        parser.add_argument("--url", help="the page's own address (default: the seller's homepage)")
        parser.add_argument("--pretty", action="store_true", help="one indented list, unknown facts left out")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the products; see `long_desc` for the exit codes."""
        if len(args) != 2:
            self._refuse("extract takes a seller and a file: scrapy extract <seller> FILE [--url URL]")
            return
        if opts.url and not opts.url.startswith(("http://", "https://")):
            self._refuse(f"--url: {opts.url!r} is not an http(s) address")
            return
        try:
            seller, body = find_seller(args[0]), _read(args[1])
            self._extract(seller, HtmlResponse(opts.url or seller.homepage, body=body), pretty=opts.pretty)
        except UnknownSeller as error:
            self._refuse(str(error.args[0]))
        except OSError as error:
            self._refuse(f"FILE: {args[1]!r} cannot be read: {error.strerror}")
        except UnreadablePage as error:
            complain(f"FILE: {args[1]!r} is {error}")
            self.exitcode = NOTHING_FOUND

    def _extract(self, spider_class: type[SellerSpider], page: HtmlResponse, *, pretty: bool) -> None:
        spider = spider_class()
        tree, items = spider.read_response(page)
        seller = Seller(spider.name, spider.currency, spider.hosts)
        products, rejects = _sort_out(items, seller)
        records = [product_record(product) for product in products]
        records += [{"rejected": reject.reason, "url": reject.url} for reject in rejects]
        if pretty:
            print(json.dumps([known_facts(record) for record in records], ensure_ascii=False, indent=2))
        else:
            print("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), end="")
        _tell(products, rejects, find_last_page(tree, 1))
        self.exitcode = 0 if products else NOTHING_FOUND

    def _refuse(self, message: str) -> None:
        complain(message)
        self.exitcode = BAD_ARGUMENTS


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _sort_out(items: list[Any], seller: Seller) -> tuple[list[Product], list[Reject]]:
    """Products, one an address as in the database, and rejects."""
    products, rejects = [], []
    for item in items:
        try:
            products.append(read_product(item, seller))
        except Rejected as rejected:
            rejects.append(rejected.reject)
    return list(drop_twins(products).values()), rejects


def _tell(products: list[Product], rejects: list[Reject], last_page: int | None) -> None:
    """The summary for a person, on standard error."""
    lines = [f"{len(products)} products, {len(rejects)} rejected, last page {last_page or 'unknown'}"]
    if not products:
        lines.append("  no product: is this a page of the seller, and one that lists products?")
    lines += [f"  {name} {count}/{len(products)}" for name, count in count_coverage(products).items() if products]
    lines += [f"  left out of {product.name!r}: {reason}" for product in products for reason in product.left_out]
    print("\n".join(lines), file=sys.stderr)
