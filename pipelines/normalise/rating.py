"""Ratings and how many people gave one."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from .text import LONGEST_FACT, fold

BEST = 5
MOST_COUNTED = 2**31 - 1  # what the database's integer holds

_SCORE = r"(?<![\w.,-])([0-9]{1,3}(?:\.[0-9]{1,9}|,[0-9]{1,2})?)"
_ON_A_SCALE = re.compile(_SCORE + r" ?(?:out of|of|/) ?(5|10|100)(?:\.0+)?(?![0-9.,])")
_PERCENT = re.compile(_SCORE + r" ?%")
_BARE = re.compile(r"(?:rated|rating:?)? ?" + _SCORE + r"(?: ?stars?)?")
_COUNT = r"(?<![\w.,-])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,10})"
_BARE_COUNT = re.compile(rf"[(\[]?{_COUNT}[)\]]?")
_COUNTED = re.compile(
    _COUNT + r"\)? ?(?:(?:customer|verified|user|global|total)s? ){0,2}(?:ratings?|reviews?|votes?)(?![a-z])"
)


def read_rating(text: str | None) -> Decimal | None:
    """Return a rating on a scale of 5, more than 0, with up to 2 decimals (half-up).

    >>> read_rating("Rated 4.50 out of 5"), read_rating("90%"), read_rating("4 customer ratings")
    (Decimal('4.50'), Decimal('4.50'), None)
    """
    return None if text is None else _read_rating(text[:LONGEST_FACT])


@lru_cache(maxsize=4096)
def _read_rating(text: str) -> Decimal | None:
    folded = fold(text)
    if match := _ON_A_SCALE.search(folded):
        score, scale = match[1], int(match[2])
    elif match := _PERCENT.search(folded):
        score, scale = match[1], 100
    elif match := _BARE.fullmatch(folded):
        score, scale = match[1], BEST
    else:
        return None
    rating = Decimal(score.replace(",", ".")) * BEST / scale
    rating = rating.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return rating if 0 < rating <= BEST else None


def read_count(text: str | None) -> int | None:
    """Return how many ratings or reviews a text counts; a written 0 is 0.

    >>> read_count("(1,234)"), read_count("4 customer ratings"), read_count("no reviews yet")
    (1234, 4, None)
    """
    return None if text is None else _read_count(text[:LONGEST_FACT])


@lru_cache(maxsize=4096)
def _read_count(text: str) -> int | None:
    folded = fold(text)
    match = _BARE_COUNT.fullmatch(folded) or _COUNTED.search(folded)
    count = int(match[1].replace(",", "")) if match else None
    return count if count is not None and count <= MOST_COUNTED else None
