"""What a crawl remembers of a page, so that a later one need not read it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page that was read whole, with what its shop said of its age, and the url_keys of the products on it.

    It follows its products through the pipelines. It is remembered only when each of them is stored or among
    the rejects: a page that is left out because it has not changed must not take a product with it.
    """

    url: str
    etag: str | None
    last_modified: str | None
    sitemap_lastmod: datetime | None
    product_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PagesUnchanged:
    """Remembered pages that are as they were: the products on them count as seen."""

    urls: tuple[str, ...]
