"""Sex, flowering type and cannabis type: three facts that shops mix freely."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from .cannabis_type import CannabisType, Dominance, read_cannabis_type
from .text import LONGEST_FACT, fold
from .words import find_type_words

Sex = Literal["feminized", "regular"]
FloweringType = Literal["autoflower", "photoperiod"]

_FEMALE = re.compile(r"(?:(?:sex|gender) ?:? ?)?females?")


@dataclass(frozen=True, slots=True)
class Types:
    """The types that a text tells; ``indica_percent`` is 0 to 100, ``fast_version`` True or unknown."""

    sex: Sex | None = None
    flowering_type: FloweringType | None = None
    cannabis_type: CannabisType | None = None
    dominance: Dominance | None = None
    indica_percent: Decimal | None = None
    fast_version: Literal[True] | None = None


def read_types(text: str | None) -> Types:
    """Return the types that a text names; two that exclude each other in one text are unknown.

    >>> types = read_types("90% Indica 10% Sativa, Feminized")
    >>> types.cannabis_type, types.dominance, types.indica_percent, types.sex
    ('hybrid', 'indica', Decimal('90'), 'feminized')
    >>> read_types("Regular , Feminized").sex is None
    True
    """
    return Types() if text is None else _read_types(text[:LONGEST_FACT])


@lru_cache(maxsize=4096)
def _read_types(text: str) -> Types:
    folded = fold(text)
    words = find_type_words(folded)
    cannabis_type, dominance, indica_percent = read_cannabis_type(folded)
    sexes: list[Sex] = [sex for sex in ("feminized", "regular") if sex in words]
    flowering: list[FloweringType] = [kind for kind in ("autoflower", "photoperiod") if kind in words]
    return Types(
        sex=sexes[0] if len(sexes) == 1 else "feminized" if _FEMALE.fullmatch(folded) else None,
        flowering_type=flowering[0] if len(flowering) == 1 else None,
        cannabis_type=cannabis_type,
        dominance=dominance,
        indica_percent=indica_percent,
        fast_version=True if "fast version" in words else None,
    )


def merge_types(sources: Iterable[Types]) -> Types:
    """Return the facts of several sources, the most trusted first; each fact from the first that tells it.

    Cannabis type, dominance and share come from one source; a hybrid of unknown dominance may take
    dominance and share from a later one that says hybrid too.

    >>> merged = merge_types([read_types("Hybrid"), read_types("Mostly Indica, Feminized")])
    >>> merged.cannabis_type, merged.dominance, merged.sex
    ('hybrid', 'indica', 'feminized')
    """
    merged = Types()
    for source in sources:
        merged = replace(
            merged if merged.cannabis_type else _take_cannabis_type(merged, source),
            sex=merged.sex or source.sex,
            flowering_type=merged.flowering_type or source.flowering_type,
            fast_version=merged.fast_version or source.fast_version,
        )
        if merged.cannabis_type == source.cannabis_type == "hybrid" and not merged.dominance and source.dominance:
            merged = _take_cannabis_type(merged, source)
    return merged


def _take_cannabis_type(merged: Types, source: Types) -> Types:
    return replace(
        merged,
        cannabis_type=source.cannabis_type,
        dominance=source.dominance,
        indica_percent=source.indica_percent,
    )
