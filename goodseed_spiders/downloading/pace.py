"""How long lies between two requests to one shop: a decision from what seller, operator and shop say."""

from __future__ import annotations

import math
from typing import NamedTuple
from urllib.parse import urlsplit

from goodseed_spiders.hosts import is_loopback

# A shop that asks for more would not be read within a day; the job would look stalled.
LONGEST_CRAWL_DELAY = 600.0


class Pace(NamedTuple):
    """Seconds from one request to the next: each time any number between the two."""

    shortest: float
    longest: float

    @property
    def is_polite(self) -> bool:
        """Whether there is any pause at all."""
        return self.longest > 0

    def draw(self, chance: float) -> float:
        """The seconds of one pause, by a chance from 0 to 1."""
        return self.shortest + chance * (self.longest - self.shortest)

    def at_least(self, seconds: float) -> Pace:
        """The pace with no pause shorter than this."""
        return Pace(max(self.shortest, seconds), max(self.longest, seconds))


USUAL = Pace(2.0, 5.0)
NONE = Pace(0.0, 0.0)


def choose_pace(
    declared: Pace, *, on_this_machine: bool, asked: float | None = None, crawl_delay: float | None = None
) -> Pace:
    """The pace at one shop: the seller's own, no shorter than robots.txt and the operator (`asked`) want it.

    Only a shop on this machine may be asked without a pause, or faster than its seller says.

    >>> choose_pace(Pace(2, 5), on_this_machine=False, asked=0.5, crawl_delay=3)
    Pace(shortest=3, longest=5)
    >>> choose_pace(NONE, on_this_machine=False)
    Pace(shortest=2.0, longest=5.0)
    >>> choose_pace(Pace(2, 5), on_this_machine=True, asked=0.5)
    Pace(shortest=0.5, longest=0.5)
    """
    if on_this_machine:
        pace = declared if asked is None else Pace(asked, asked)
    else:
        pace = (declared if declared.is_polite else USUAL).at_least(asked or 0)
    return pace.at_least(min(crawl_delay or 0, LONGEST_CRAWL_DELAY))


def find_fault(delay: object, homepage: str) -> str | None:
    """What is wrong with the delay that a seller declares, or None.

    >>> find_fault((0, 0), "https://shop.example/")
    'delay (0, 0): only a shop on this machine may be asked without a pause, not shop.example'
    """
    match delay:
        case (int() | float() as low, int() | float() as high) if 0 <= low <= high and math.isfinite(high):
            if low > 0 or is_loopback(homepage):
                return None
            host = urlsplit(homepage).hostname
            return f"delay {delay}: only a shop on this machine may be asked without a pause, not {host}"
    return f"delay {delay!r} is not a pair of seconds, the shortest and the longest, such as (2.0, 5.0)"
