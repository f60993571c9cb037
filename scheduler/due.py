"""Which sellers are due, and when each is to be crawled: decisions from what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class SellerFacts:
    """What decides whether a seller is due. `last_dropped_at` is when a crawl of the schedule was last cancelled."""

    slug: str
    is_active: bool
    is_paused: bool
    interval: timedelta
    last_crawled_at: datetime | None
    last_dropped_at: datetime | None
    has_job: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A seller to be crawled, in so long."""

    seller: str
    delay: timedelta


def is_due(seller: SellerFacts, now: datetime) -> bool:
    """Whether its interval has passed, by however much: a day that was missed is one crawl.

    A crawl that somebody cancelled counts as done, or it would be back at once.
    """
    if not seller.is_active or seller.is_paused or seller.has_job:
        return False
    moments = [moment for moment in (seller.last_crawled_at, seller.last_dropped_at) if moment is not None]
    return not moments or max(moments) + seller.interval <= now


def plan(sellers: Iterable[SellerFacts], now: datetime, *, at_once: bool = False) -> list[Turn]:
    """The turns of the sellers that are due, the one that waits longest first.

    They are as far apart as in an even schedule: with twelve active sellers and an interval of a day, two hours. So
    sellers that fall due together, on a first day or after an outage, are crawled one after the other, and go on in
    that rhythm. `at_once`: without a pause between them.
    """
    known = list(sellers)
    due = sorted((seller for seller in known if is_due(seller, now)), key=_waits_since)
    in_schedule = sum(seller.is_active and not seller.is_paused for seller in known)
    return [
        Turn(seller.slug, timedelta() if at_once else seller.interval * place / in_schedule)
        for place, seller in enumerate(due)
    ]


def _waits_since(seller: SellerFacts) -> tuple[bool, float, str]:
    """Never crawled first, then by when they fell due."""
    if seller.last_crawled_at is None:
        return (False, 0.0, seller.slug)
    return (True, (seller.last_crawled_at + seller.interval).timestamp(), seller.slug)
