"""Raw items that cannot be stored: kept with their reason, never stopping a crawl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from pipelines.normalise.links import canonical_url, url_key
from pipelines.normalise.text import clean, clean_tree


@dataclass(frozen=True, slots=True)
class Reject:
    """A raw item, why it was rejected, and the address and key of its product where these are known."""

    url: str | None
    url_key: str | None
    reason: str
    raw: Any


class Rejected(DropItem):
    """Raised by a pipeline to drop an item that is to be kept among the rejects."""

    def __init__(self, reject: Reject):
        super().__init__(reject.reason, log_level="DEBUG")
        self.reject = reject


class LeftOut(DropItem):
    """Raised by a pipeline to drop an item that is no seeds: it is counted, and that is all."""

    def __init__(self, name: str):
        super().__init__(f"no seeds: {name}", log_level="DEBUG")


def _text(value: Any) -> str | None:
    return clean(value) if isinstance(value, str) else None


def make_reject(item: Any, reason: str) -> Reject:
    """The reject of a raw item, in a form that PostgreSQL can keep whatever a shop wrote."""
    raw = ItemAdapter(item)
    page_url = _text(raw.get("page_url"))
    url = canonical_url(_text(raw.get("url")), page_url or "")
    return Reject(
        url=url or page_url,
        url_key=url_key(url) if url else None,
        reason=clean(reason) or "no reason given",
        raw=clean_tree(raw.asdict()),
    )
