"""Telling the number of a pack from the number of a name: "Gelato 41 - 5 Seeds"."""

import re

from .words import ANY_TYPE_WORD, START

_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNT_WORDS = {word: count for count, word in enumerate(_COUNTS, start=1)} | {"single": 1}

# With nothing between name and number, only these are sizes ("Gelato 41 Seeds" is a name) ...
USUAL_SIZES = frozenset((*range(1, 11), 12, 15, 20, 25, 30, 50, 60, 100, 200, 250, 500, 1000))
# ... before a type word only these ("Cloud 9 Feminized Seeds" is a name) ...
COMMON_SIZES = frozenset((3, 5, 10, 12, 15, 20, 25, 50, 100))
# ... and none behind these, whose number it is ("Northern Lights 5 Seeds").
NUMBERED_STRAINS = (
    *("northern lights", "nl", "gorilla glue", "glue", "gg", "skunk", "bruce banner", "cloud", "critical"),
    *("original glue", "planet", "chemdawg", "chemdog", "thai", "kali", "gelato", "runtz"),
)

_LOOK_BACK = 24
_PARTED = re.compile(r"^\s*$|[(\[,:|+;]\s*$| [-/]\s*$|[-/] $")
_TYPE_BEFORE = re.compile(rf"{START}(?:{ANY_TYPE_WORD}|seeds?|strain|version|elite|of)[ _-]*$")
_NO_COUNT = re.compile(r"^-$|(?:^|[(:,]) ?[0-9]+ ?[-/] ?$|[0-9] (?:to|or|and|&) $")  # negative, or a range


def to_count(number: str) -> int:
    """Return the number that digits or a word say.

    >>> to_count("1,000"), to_count("five")
    (1000, 5)
    """
    return COUNT_WORDS.get(number) or int(number.replace(",", "").replace(".", ""))


def is_pack_number(folded: str, start: int, number: str, *, type_follows: bool) -> bool:
    """Return whether the number at ``start``, which a seeds or pack word follows, is the size of a pack.

    It is when it is parted from the name, or when it is a size that packs really have.

    >>> is_pack_number("gelato 41 - 7 seeds", 12, "7", type_follows=False)
    True
    >>> is_pack_number("gelato 41 seeds", 7, "41", type_follows=False)
    False
    """
    before = ("x" if start > _LOOK_BACK else "") + folded[max(0, start - _LOOK_BACK) : start]
    if _NO_COUNT.search(before):
        return False
    if _PARTED.search(before) or _TYPE_BEFORE.search(before):
        return True
    is_read = number.isdigit() or number == "single"  # "Triple Seven Seeds" is a name
    if not is_read or before.rstrip(" _-").endswith(NUMBERED_STRAINS):
        return False
    return to_count(number) in (COMMON_SIZES if type_follows else USUAL_SIZES)
