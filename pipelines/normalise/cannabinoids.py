"""THC and CBD: from the text of either field to percent ranges."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Literal

from .percents import Quantity, Range, read_percent_tokens, read_simple_range
from .text import LONGEST_FACT, fold

__all__ = ["Cannabinoids", "Range", "read_cannabinoids"]

MOST = {"thc": Decimal(40), "cbd": Decimal(100)}  # percent; more THC than this is a shop's mistake

_NUM = r"[0-9]{1,12}(?:[.,][0-9]{1,12})?"
_NO_PERCENT = re.compile(
    rf"(?<![0-9]){_NUM} ?: ?{_NUM}(?: ?: ?{_NUM})?"  # ratios: 1:16, 20:1:1
    r"|(?:delta|δ|(?<![a-z])d)[ -]?[0-9]{1,2}(?=[ -]?thc)"  # delta-9-THC
    rf"|(?<![0-9])(?:{_NUM} ?(?:-|to) ?)?{_NUM} ?"
    r"(?:[mµμu]?g|mcg|ml|cm|m|ft|oz|grams?|weeks?|wks?|days?|months?|seeds?|hours?)(?![a-z])"
    r"(?: ?/ ?[a-z]{1,9})?"
)
_BOTH = re.compile(r"(?<![a-z])(thc|cbd) ?[/:&+] ?(thc|cbd)(?![a-z])")

UNKNOWN = Range()

_Token = str | Quantity | None


@dataclass(frozen=True, slots=True)
class Cannabinoids:
    """What one text tells of THC and of CBD, in percent."""

    thc: Range = UNKNOWN
    cbd: Range = UNKNOWN


def read_cannabinoids(text: str | None, field: Literal["thc", "cbd"]) -> Cannabinoids:
    """Return the THC and CBD in percent; what stands before any label belongs to ``field``.

    Words, ratios and milligrams tell nothing; THC above 40 % is not believed.

    >>> read_cannabinoids("Very High (27-30%)", "thc").thc
    Range(low=Decimal('27'), high=Decimal('30'))
    >>> read_cannabinoids("18% THC, CBD up to 1%", "thc").cbd
    Range(low=None, high=Decimal('1'))
    >>> read_cannabinoids("1:16", "cbd").cbd
    Range(low=None, high=None)
    """
    return Cannabinoids() if text is None else _read_cannabinoids(text[:LONGEST_FACT], field)


@lru_cache(maxsize=4096)
def _read_cannabinoids(text: str, field: str) -> Cannabinoids:
    folded = fold(text)
    if simple := read_simple_range(folded):
        found = {field: simple}
    else:
        found = {label: _merge(told) for label, told in _read_labelled(folded, field).items()}
    return Cannabinoids(_believe(found, "thc"), _believe(found, "cbd"))


def _read_labelled(folded: str, field: str) -> dict[str, list[Quantity]]:
    folded = _NO_PERCENT.sub(" ", folded)
    both = _BOTH.search(folded)
    if both and not folded[: both.start()].rstrip().endswith("%"):  # "20% THC / CBD 1%" labels each number
        amounts = [token for token in read_percent_tokens(folded[both.end() :]) if isinstance(token, Quantity)]
        return (
            {label: [amount] for label, amount in zip(both.groups(), amounts, strict=False)}
            if len(amounts) == 2
            else {}
        )
    told: dict[str, list[Quantity]] = {}
    label = field
    for is_gap, clause in groupby(read_percent_tokens(folded), lambda token: token is None):
        if not is_gap:
            label = _assign(list(clause), label, told)
    return told


def _assign(clause: list[_Token], label: str, told: dict[str, list[Quantity]]) -> str:
    """Give each quantity of a clause to its label, before or behind it; return the label that goes on."""
    label_behind = isinstance(clause[-1], str) and not isinstance(clause[0], str)
    if isinstance(clause[-1], str) and isinstance(clause[0], str) and len(clause) > 3:
        _assign(clause[-2:], label, told)  # the end of "THC 20% 1% CBD" is the other way round
        clause = clause[:-2]
    for token in reversed(clause) if label_behind else clause:
        if isinstance(token, str):
            label = token
        elif token is not None:
            told.setdefault(label, []).append(token)
    return label


def _merge(quantities: Iterable[Quantity]) -> Range:
    """Return the first quantity, of those with a percent sign if any; "min 15%, max 20%" are one."""
    signed = [quantity.range for quantity in quantities if quantity.has_sign]
    ranges = signed or [quantity.range for quantity in quantities]
    first, second = ranges[0], ranges[1] if len(ranges) > 1 else UNKNOWN
    if first.high is None and second.low is None and second.high is not None:
        return Range(first.low, second.high)
    if first.low is None and second.high is None and second.low is not None:
        return Range(second.low, first.high)
    return first


def _believe(found: dict[str, Range], label: str) -> Range:
    told = found.get(label, UNKNOWN)
    sides = [side for side in (told.low, told.high) if side is not None]
    if any(not 0 <= side <= MOST[label] for side in sides) or sides != sorted(sides):
        return UNKNOWN
    return told
