"""How long a plant takes, in days."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from .text import LONGEST_FACT, fold

MOST_DAYS = 400
# By the unit's first letter, in English, German, French, Spanish, Italian and Dutch.
DAYS_PER_UNIT = {"d": 1, "t": 1, "j": 1, "g": 1, "w": 7, "s": 7, "m": 30}

AT_MOST = r"up to|less than|no more than|not more than|at most|under|below|within|max(?:imum)?\.?(?: of)?|<=?|≤"
AT_LEAST = r"more than|longer than|at least|over|above|min(?:imum)?\.?(?: of)?|from|starting at|>=?|≥"

# Flowering indoors is what growers compare; a greenhouse is outdoors here. 0 is read first.
PLACES = {"indoor": 0, "inside": 0, "outdoor": 2, "outside": 2, "greenhouse": 2}
PHASES = {"flower": 0, "bloom": 0, "veg": 2}
NO_PLACE = 1

_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?"
_WEEKS = r"weeks?|wks?|wochen?|semaines?|semanas?|settiman[ae]|weken"
_DAYS = r"days?|tag(?:en?)?|jours?|d[ií]as?|giorn[io]|dag(?:en)?"
_MONTHS = r"months?|mos?|monate?n?|mois|mes(?:es|i|e)?|maand(?:en)?"
_UNIT = rf"(?:(?:{_WEEKS}|{_DAYS}|{_MONTHS})(?![^\W\d_])|(?<=[0-9])[wd](?![a-z]))"
_TO = r"-|to|bis|à|a|tot"
_SPAN = re.compile(
    rf"(?:(?<![a-z])(?:(?P<most>{AT_MOST})|(?P<least>{AT_LEAST})) ?)?(?<![\w.,/])(?P<first>{_NUMBER})"
    r"(?P<plus1> ?\+)?"
    rf"(?:[ -]?(?P<unit1>{_UNIT})(?: ?(?:{_TO}|or) ?(?P<second1>{_NUMBER})[ -]?(?P<unit2>{_UNIT}))?"
    rf"| ?(?:{_TO}|or|and|/|~) ?(?P<second2>{_NUMBER}) ?\+?[ -]?(?P<unit3>{_UNIT}))"
    r"(?P<plus2> ?\+| or more| plus)?"
)
_HALF = re.compile(r" ?½| 1/2(?=[ -])")
_PLACE = re.compile(f"(?<![a-z])({'|'.join(PLACES)})")
_PHASE = re.compile(f"(?<![a-z])({'|'.join(PHASES)})")


@dataclass(frozen=True, slots=True)
class Days:
    """Fewest and most days; a side that the text does not tell is None."""

    low: int | None = None
    high: int | None = None


def read_flowering(text: str | None) -> Days:
    """Return the days of flowering, or of a whole life where a shop gives that; indoors when both are given.

    A week is 7 days and a month 30, half days round up. A month's name is a harvest time and tells nothing.

    >>> read_flowering("Outdoor: 10 weeks, Indoor: 8-9 weeks"), read_flowering("Short (up to 55 days)")
    (Days(low=56, high=63), Days(low=None, high=55))
    >>> read_flowering("Late-September"), read_flowering("8-9")
    (Days(low=None, high=None), Days(low=None, high=None))
    """
    return Days() if text is None else _read_flowering(text[:LONGEST_FACT])


@lru_cache(maxsize=4096)
def _read_flowering(text: str) -> Days:
    folded = _HALF.sub(".5", fold(text))
    spans = list(_SPAN.finditer(folded))
    if not spans:
        return Days()
    return _read_span(min(spans, key=_rank_by_place(folded, spans[0].start())) if len(spans) > 1 else spans[0])


def _rank_by_place(folded: str, first: int) -> Callable[[re.Match[str]], int]:
    """Return how to rank a text's spans by the place beside them: indoors, none said, outdoors.

    The places stand all before their spans or all behind, as the first of them does.
    """
    finder, table = (_PHASE, PHASES) if "veg" in folded else (_PLACE, PLACES)
    words = [(word.start(), table[word[1]]) for word in finder.finditer(folded)]
    is_before = bool(words) and words[0][0] < first

    def rank(span: re.Match[str]) -> int:
        before = [place for start, place in words if start < span.start()]
        behind = [place for start, place in words if start > span.start()]
        return (before[-1:] if is_before else behind[:1] or before[-1:] or [NO_PLACE])[0]

    return rank


def _read_span(span: re.Match[str]) -> Days:
    unit = span["unit1"] or span["unit3"]
    first = _to_days(span["first"], unit)
    if second := span["second1"] or span["second2"]:
        low, high = sorted((first, _to_days(second, span["unit2"] or unit)))
    else:
        low, high = first, first
    if not 1 <= low <= high <= MOST_DAYS:
        return Days()
    if span["most"]:
        return Days(None, high)
    if second:
        return Days(low, high)
    is_open = span["least"] or span["plus1"] or span["plus2"]
    return Days(low, None if is_open else high)


def _to_days(number: str, unit: str) -> int:
    days = Decimal(number.replace(",", ".")) * DAYS_PER_UNIT[unit[0]]
    return int(days.quantize(Decimal(1), ROUND_HALF_UP))
