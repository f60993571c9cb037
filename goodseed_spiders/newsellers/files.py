"""The files of a new seller: its spider, a page in the shape of its platform, and what must come out of that."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from database.home import CHECKOUT
from goodseed_spiders.hosts import is_loopback
from goodseed_spiders.newsellers.findings import guess_currency
from goodseed_spiders.platforms.registry import find_platform

if TYPE_CHECKING:
    from goodseed_spiders.newsellers.findings import Findings

SPIDERS = CHECKOUT / "goodseed_spiders" / "spiders"
FIXTURES = CHECKOUT / "tests" / "fixtures"
SLUG = re.compile(r"[a-z][a-z0-9_]{1,49}")
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.filters["quoted"] = partial(json.dumps, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class NewSeller:
    """What the files are made of."""

    slug: str
    title: str
    homepage: str
    platform: str
    currency: str
    listing: str | None

    @property
    def page_name(self) -> str:
        """What the fixture is a page of."""
        return "listing" if self.platform == "seed_card" else "product"


def describe_seller(slug: str, findings: Findings, platform: str) -> NewSeller:
    """The seller as far as it was found out; what was not is guessed, and to be checked."""
    listing = urlsplit(findings.listings[0]).path if findings.listings else None
    return NewSeller(
        slug=slug,
        title=findings.title or slug.replace("_", " ").title(),
        homepage=findings.homepage,
        platform=platform,
        currency=findings.currency or findings.currency_of_signs or guess_currency(findings.homepage),
        listing=listing,
    )


def write_files(seller: NewSeller) -> list[Path]:
    """Write the files; their paths, in the order in which to look at them. Nothing that is there is written over."""
    spider = SPIDERS / f"{seller.slug}.py"
    page = FIXTURES / seller.slug / f"{seller.page_name}.html"
    record = page.with_suffix(".json")
    page.parent.mkdir(parents=True)
    spider.write_text(draw_spider(seller), encoding="utf-8")
    page.write_text(draw_page(seller), encoding="utf-8")
    extract = [sys.executable, "-m", "scrapy", "extract", seller.slug, str(page), "--pretty"]
    answer = subprocess.run(extract, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    record.write_text(answer.stdout, encoding="utf-8")
    return [spider, page, record]


def draw_spider(seller: NewSeller) -> str:
    """The seller's own file."""
    base = find_platform(seller.platform)
    return _TEMPLATES.get_template("spider.py.jinja").render(
        seller=seller,
        class_name="".join(word.capitalize() for word in seller.slug.split("_")),
        module=base.__module__.removesuffix(".spider"),
        base=base.__name__,
        source=_choose_source(seller, getattr(base, "sources", ())),
        is_loopback=is_loopback(seller.homepage),
    )


def draw_page(seller: NewSeller) -> str:
    """A page with a made-up product, in the shape of the platform's pages."""
    return _TEMPLATES.get_template(f"{seller.platform}.html").render(seller=seller, root=seller.homepage.rstrip("/"))


def _choose_source(seller: NewSeller, usual: tuple[str, ...]) -> str | None:
    """The listing that was found; None where the platform's usual one will do."""
    return None if usual and seller.listing in (None, *usual) else seller.listing or "/"
