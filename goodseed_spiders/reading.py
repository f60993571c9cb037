"""What a response says beside its contents: whether it is news, and what to remember of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pipelines.normalise.links import canonical_url, url_key
from pipelines.page import PageRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.http import Response

    from goodseed_spiders.items import RawProduct

NOT_MODIFIED = 304


def asked_address(response: Response) -> str:
    """The address that was asked for, before any redirect."""
    redirected: list[str] = response.meta.get("redirect_urls", [])
    return redirected[0] if redirected else response.url


def is_unchanged(response: Response) -> bool:
    """Whether the shop says that the page is as an earlier crawl has left it."""
    return response.status == NOT_MODIFIED


def describe_page(
    response: Response, products: Sequence[RawProduct], lastmod: datetime | None = None
) -> PageRead | None:
    """What to remember of a page; None when it can't be told from a newer one, or a product on it has no address."""
    etag, last_modified = header_of(response, "ETag"), header_of(response, "Last-Modified")
    addresses = [canonical_url(product.url, product.page_url) for product in products]
    if not (etag or last_modified or lastmod) or not all(addresses) or any(item.is_cut_off for item in products):
        return None
    keys = dict.fromkeys(url_key(address) for address in addresses if address)
    return PageRead(asked_address(response), etag, last_modified, lastmod, tuple(keys))


def header_of(response: Response, name: str) -> str | None:
    """A header of a response, as text."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
