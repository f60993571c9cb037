"""What there is to crawl: the sellers in the code, and their rows in the database."""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING

from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from database.statements import execute
from goodseed_spiders.arguments import Source
from goodseed_spiders.attributes import find_wrong_attribute
from goodseed_spiders.seller_spider import SellerSpider

if TYPE_CHECKING:
    from sqlalchemy import Connection


REQUIRED = ("seller_name", "homepage", "platform", "currency", "sources")


class UnknownSeller(LookupError):
    """There is no such seller, or its class is not complete; the message says what to mend."""


@cache
def declared_sellers() -> dict[str, type[SellerSpider]]:
    """The spider classes of all sellers in the code, by slug."""
    loader = SpiderLoader.from_settings(get_project_settings())
    return {name: cls for name in sorted(loader.list()) if issubclass(cls := loader.load(name), SellerSpider)}


def find_seller(slug: str) -> type[SellerSpider]:
    """The spider class of a seller. Raises UnknownSeller."""
    sellers = declared_sellers()
    if slug in sellers:
        lacking = [name for name in REQUIRED if not hasattr(sellers[slug], name)]
        if lacking:
            raise UnknownSeller(f"seller {slug!r} is not complete: its class lacks {', '.join(lacking)}")
        if flaw := find_wrong_attribute(sellers[slug]):
            raise UnknownSeller(f"seller {slug!r} cannot be crawled: its {flaw}")
        return sellers[slug]
    close = difflib.get_close_matches(slug, sellers, 1)
    hint = f"; did you mean {close[0]}?" if close else ""
    raise UnknownSeller(f"unknown seller {slug!r}, there are: {', '.join(sellers)}{hint}")


def register(connection: Connection, seller: type[SellerSpider]) -> None:
    """Make the seller's rows if it is new, or if its file names another homepage or other sources than it did then.

    Else what an operator has set is left as it is.
    """
    sources = seller.declared_sources()
    facts = {
        "slug": seller.name,
        "name": seller.seller_name,
        "homepage_url": seller.homepage,
        "platform": seller.platform,
        "currency": seller.currency,
        "declared_sources": [str(source.model_dump(exclude_defaults=True)) for source in sources],
    }
    if not execute(connection, "goodseed_spiders/register_seller", **facts).all():
        return
    columns = {
        "urls": [source.url for source in sources],
        "names": [source.name for source in sources],
        "max_pages": [source.max_page for source in sources],
        "browsers": [source.browser for source in sources],
    }
    execute(connection, "goodseed_spiders/register_sources", slug=seller.name, **columns)


def own_sources(connection: Connection, slug: str) -> list[Source]:
    """The seller's sources, as an operator may have changed them."""
    rows = execute(connection, "goodseed_spiders/sources_of_seller", slug=slug)
    return [Source(url=row.url, name=row.name, max_page=row.max_page, browser=row.browser) for row in rows]


def is_paused(connection: Connection, slug: str) -> bool:
    """Whether an operator has stopped this seller's crawls."""
    return bool(execute(connection, "goodseed_spiders/seller_is_paused", slug=slug).scalar_one())
