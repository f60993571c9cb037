"""Sex, flowering type and cannabis type: three facts that shops mix freely."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
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


UNKNOWN = Types()


def read_types(text: str | None) -> Types:
    """Return the types that a text names; two that exclude each other in one text are unknown.

    >>> types = read_types("90% Indica 10% Sativa, Feminized")
    >>> types.cannabis_type, types.dominance, types.indica_percent, types.sex
    ('hybrid', 'indica', Decimal('90'), 'feminized')
    >>> read_types("Regular , Feminized").sex is None
    True
    """
    return UNKNOWN if not text else _read_types(text[:LONGEST_FACT])


@lru_cache(maxsize=4096)
def _read_types(text: str) -> Types:
    folded = fold(text)
    words = find_type_words(folded)
    cannabis_type, dominance, indica_percent = read_cannabis_type(folded)
    sexes: list[Sex] = [sex for sex in ("feminized", "regular") if sex in words]
    flowering: list[FloweringType] = [kind for kind in ("autoflower", "photoperiod") if kind in words]
    types = Types(
        sex=sexes[0] if len(sexes) == 1 else "feminized" if _FEMALE.fullmatch(folded) else None,
        flowering_type=flowering[0] if len(flowering) == 1 else None,
        cannabis_type=cannabis_type,
        dominance=dominance,
        indica_percent=indica_percent,
        fast_version=True if "fast version" in words else None,
    )
    return UNKNOWN if types == UNKNOWN else types


def merge_types(sources: Iterable[Types]) -> Types:
    """Return the facts of several sources, the most trusted first; each fact from the first that tells it.

    Cannabis type, dominance and share come from one source; a hybrid of unknown dominance may take
    dominance and share from a later one that says hybrid too.

    >>> merged = merge_types([read_types("Hybrid"), read_types("Mostly Indica, Feminized")])
    >>> merged.cannabis_type, merged.dominance, merged.sex
    ('hybrid', 'indica', 'feminized')
    """
    told = [source for source in sources if source is not UNKNOWN]
    if not told:
        return UNKNOWN
    kind = next((source for source in told if source.cannabis_type), UNKNOWN)
    if kind.cannabis_type == "hybrid" and not kind.dominance:
        kind = next((source for source in told if source.cannabis_type == "hybrid" and source.dominance), kind)
    return Types(
        sex=next((source.sex for source in told if source.sex), None),
        flowering_type=next((source.flowering_type for source in told if source.flowering_type), None),
        cannabis_type=kind.cannabis_type,
        dominance=kind.dominance,
        indica_percent=kind.indica_percent,
        fast_version=next((source.fast_version for source in told if source.fast_version), None),
    )
